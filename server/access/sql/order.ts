import { sql } from 'kysely'
import { Problem } from '../../errors.ts'
import type { OrderBy } from '../view.ts'
import { type Sql, any, all } from './compiler.ts'
import { type ColumnPlan, shownWhen } from './plan.ts'

/** One step of an order: what is compared, and which way. Hidden and empty values stand last, side by side. */
export interface OrderTerm {
  by: Sql
  direction: 'asc' | 'desc'
}

/**
 * The order of a list. What a reader may not see has no value here, so hidden rows carry no order among
 * themselves. Throws `not_open_for_filter` for a column that cannot be sorted by under this rule.
 *
 * @param confirmed the condition that stands for "shown" of a column shown of every confirmed entry, written
 *   as the index has it
 */
export function orderTerms(
  plans: readonly ColumnPlan[],
  orderBy: readonly OrderBy[],
  vis: Sql,
  confirmed: Sql,
): OrderTerm[] {
  return orderBy.map(({ column, direction }) => {
    const plan = plans.find((one) => one.name === column)
    if (!plan || plan.mode === 'never' || !plan.spec.sort) throw new Problem('not_open_for_filter')
    const shown = plan.mode === 'confirmed' && !plan.reveals ? confirmed : shownWhen(plan, vis)
    const bare = plan.mode === 'always' && !plan.reveals
    return { by: bare ? plan.sorted : sql`(case when ${shown} then ${plan.sorted} end)`, direction }
  })
}

/** The part of a view's own order that a reader may be given: a column never shown to them is passed over. */
export function ownOrder(plans: readonly ColumnPlan[], orderBy: readonly OrderBy[]): OrderBy[] {
  return orderBy.filter(({ column }) => plans.find((plan) => plan.name === column)?.mode !== 'never')
}

/** The ORDER BY of some terms; the row's random id settles what is equal. */
export function orderClause(terms: readonly OrderTerm[]): Sql {
  const parts = terms.map(({ by, direction }) =>
    direction === 'asc' ? sql`${by} asc nulls last` : sql`${by} desc nulls last`,
  )
  return sql.join([...parts, sql`t.id asc`])
}

/** The rows after a place in an order, given the values that stood there (null: hidden or empty). */
export function afterClause(terms: readonly OrderTerm[], values: readonly (string | null)[], id: string): Sql {
  const equal = terms.map(({ by }, at) => {
    const value = values[at] ?? null
    return value === null ? sql`${by} is null` : sql`${by} = ${value}`
  })
  const later = terms.map(({ by, direction }, at) => {
    const value = values[at] ?? null
    if (value === null) return sql`false`
    return direction === 'asc' ? sql`(${by} > ${value} or ${by} is null)` : sql`(${by} < ${value} or ${by} is null)`
  })
  const steps = later.map((step, at) => all([...equal.slice(0, at), step]))
  return any([...steps, all([...equal, sql`t.id > ${id}`])])
}
