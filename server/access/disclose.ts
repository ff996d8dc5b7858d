import type { Pool } from 'pg'
import { sql } from 'kysely'
import { statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import type { Decision } from './decision.ts'
import { columnsAsked, confirmedEntry, pageStatement } from './read.ts'
import { fieldsOf } from './rows.ts'
import { compile } from './sql/compiler.ts'
import { orderTerms, ownOrder } from './sql/order.ts'
import { aliasesOf, planView } from './sql/plan.ts'
import { compileWhere } from './sql/where.ts'
import type { ListOptions, OrderBy, RowOf, View } from './view.ts'

/** The most people whose information leaves the product at once. */
const mostPeople = 5000

/** What leaves the product, and when it left by the database's clock, as ISO 8601. */
export interface Disclosed<V extends View> {
  rows: RowOf<V>[]
  at: string
}

/**
 * Everybody whom some conditions leave of a view, as they leave the product: in one statement, so that nothing that
 * ends meanwhile can fall between two pages. Where a record is restricted, neither where the person lives nor how they
 * are reached goes out, for nobody and on no route (domain.md, rule 6).
 *
 * @throws Problem `declaration_ended`, `not_open_for_filter`, or `invalid` for more than 5,000 people
 */
export async function disclose<V extends View>(
  pool: Pool,
  { rule: everyday, ...who }: Decision,
  view: V,
  { where = [], orderBy: asked }: Pick<ListOptions, 'where' | 'orderBy'>,
): Promise<Disclosed<V>> {
  const rule = { ...everyday, restrictedRecord: 'withholds' as const }
  const decision: Decision = { ...who, rule }
  const plans = planView(rule, view)
  const orderBy: readonly OrderBy[] = asked ?? ownOrder(plans, view.orderBy)
  const vis = sql`v.vis`
  const statement = pageStatement(decision, view, {
    kind: 'disclosed',
    asked: [...columnsAsked(where), ...orderBy.map(({ column }) => column)],
    where: compileWhere(plans, where, vis),
    terms: orderTerms(plans, orderBy, vis, confirmedEntry(decision, aliasesOf(rule, view).entry)),
    limit: mostPeople,
    refresh: false,
    whole: true,
  })
  const found = await statementsOf(pool).run<Record<string, unknown> & Held>(compile(statement))
  const [held] = found
  if (!held?.holds) throw new Problem('declaration_ended')
  if (held.too_many) {
    throw new Problem(
      'invalid',
      'More than 5,000 people are on this list. Narrow it down, for instance by status or review date, and try again.',
    )
  }
  return {
    rows: fieldsOf(
      rule,
      view,
      found.filter(({ id }) => id !== null),
    ),
    at: held.at.toISOString(),
  }
}

interface Held {
  holds: boolean
  too_many: boolean
  at: Date
  id: string | null
}
