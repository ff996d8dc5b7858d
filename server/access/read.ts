import type { Pool } from 'pg'
import { sql } from 'kysely'
import { statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { readerOf } from './arm.ts'
import { terms } from './catalogue/catalogue.ts'
import { openCursor, sealCursor } from './cursor.ts'
import type { Decision } from './decision.ts'
import { fieldsOf } from './rows.ts'
import { auditEvent, pageAudited } from './sql/audit.ts'
import { type Sql, all, compile } from './sql/compiler.ts'
import { afterClause, orderClause, orderTerms, ownOrder } from './sql/order.ts'
import { aliasesOf, planView, rowShown } from './sql/plan.ts'
import { askedOf, besideRows, pageRows } from './sql/select.ts'
import { reach, throughEntry } from './sql/visibility.ts'
import { compileWhere } from './sql/where.ts'
import type { ListOptions, OrderBy, RowOf, View, Where } from './view.ts'

type ColumnsOf<V extends View> = keyof V['columns'] & string

/** One page of a list, and the sealed cursor of the next; null where there is none. */
export interface Page<V extends View> {
  rows: RowOf<V>[]
  next: string | null
}

/**
 * What every read begins with: who is in reach, and what may be seen of them.
 *
 * @param asked the columns that are asked about or sorted by, so that what they stand in is at hand
 */
function scopeOf(decision: Decision, view: View, asked: readonly string[]): { from: Sql; where: Sql; entry: string } {
  const { rule } = decision
  const alias = aliasesOf(rule, view)
  const { from, where } = reach(rule, alias, terms[rule.purpose].target === 'patient')
  const joined = [alias.patient, alias.entry].includes('t')
    ? from
    : sql`${from} join ${sql.table(`care.${view.base}`)} t on t.patient_id = ${sql.ref(`${alias.patient}.id`)}`
  const conditions = [where, rowShown(rule, view, sql`v.vis`)]
  const asksOf = (table: string) => asked.some((name) => view.columns[name]?.from.startsWith(`${table}.`))
  const beside = besideRows((view.beside ?? []).filter(asksOf), sql.ref(`${alias.patient}.id`))
  return { from: sql`${joined} ${beside}`, where: all(conditions), entry: alias.entry }
}

/** The condition "the entry is confirmed", word for word as the index on the review date has it. */
export function confirmedEntry(decision: Decision, entry: string): Sql {
  return throughEntry(decision.route) ? sql`${sql.ref(`${entry}.confirmed_at`)} is not null` : sql`true`
}

/** The columns that conditions are about. */
export function columnsAsked(where: readonly Where[]): string[] {
  return where.flatMap((one) => {
    if ('not' in one) return columnsAsked([one.not])
    return 'any' in one ? columnsAsked(one.any) : [one.column]
  })
}

interface PageParts {
  kind: 'listed' | 'opened' | 'disclosed'
  asked: readonly string[]
  where: Sql
  terms: ReturnType<typeof orderTerms>
  limit: number
  refresh: boolean
  /** All of the rows or none: more of them than the limit are refused as a whole. */
  whole?: true
}

/** The one shape of every gated read: access, then a narrow page, its audit event, and only then the rows. */
export function pageStatement(decision: Decision, view: View, parts: PageParts): Sql {
  const scope = scopeOf(decision, view, parts.asked)
  const sorted = parts.terms.map(({ by }, at) => sql`, (${by})::text as ${sql.id(`sorted_${String(at)}`)}`)
  const patientId = view.base === 'patient' ? sql`t.id` : sql`t.patient_id`
  const narrow = sql`
      select *, row_number() over () as ordinal from (
        select t.id, ${patientId} as patient_id, v.vis ${sql.join(sorted, sql``)}
        from ${scope.from} where ${scope.where} and ${parts.where}
        order by ${orderClause(parts.terms)} limit ${parts.limit + 1}) narrow`
  const tooMany = parts.whole && sql`(select count(*) from found) > ${parts.limit}::integer`
  const page = tooMany
    ? sql`found as materialized (${narrow}), page as materialized (select * from found where not (${tooMany}))`
    : sql`page as materialized (${narrow})`
  const told = tooMany ? sql`, ${tooMany} as too_many, clock_timestamp() as at` : sql``
  return sql`with ${readerOf(decision)},
    ${page},
    ${auditEvent(decision, pageAudited({ ...parts, view: view.name, askedFor: askedOf(view), tooMany }))}
    select held.holds${tooMany ? sql`, held.too_many, held.at` : sql``}, shown.* ${sql.join(
      parts.terms.map((_, at) => sql`, cut.${sql.id(`sorted_${String(at)}`)}`),
      sql``,
    )}
    from (select exists (select from a) as holds${told}) held
    left join (${pageRows(decision.rule, view)}) shown on true
    left join page cut on cut.ordinal = shown.ordinal
    order by shown.ordinal`
}

async function readPage(pool: Pool, statement: Sql): Promise<Record<string, unknown>[]> {
  const found = await statementsOf(pool).run<Record<string, unknown>>(compile(statement))
  if (found[0]?.['holds'] !== true) throw new Problem('declaration_ended')
  return found.filter((row) => row['id'] !== null)
}

/**
 * One page of a view, for the patients in reach of a decision.
 *
 * @throws Problem `declaration_ended`, `not_open_for_filter`, `stale_cursor`, `invalid`
 */
export async function list<V extends View>(
  pool: Pool,
  cursorKey: Buffer,
  decision: Decision,
  view: V,
  options: ListOptions<ColumnsOf<V>>,
): Promise<Page<V>> {
  const { rule } = decision
  const limit = Math.min(Math.max(options.limit ?? view.limit, 1), view.limit)
  const plans = planView(rule, view)
  const orderBy: readonly OrderBy[] = options.orderBy ?? ownOrder(plans, view.orderBy)
  const vis = sql`v.vis`
  const steps = orderTerms(plans, orderBy, vis, confirmedEntry(decision, aliasesOf(rule, view).entry))
  const conditions = [compileWhere(plans, options.where ?? [], vis)]
  if (options.patient !== undefined)
    conditions.push(sql`${view.base === 'patient' ? sql`t.id` : sql`t.patient_id`} = ${options.patient}`)
  const boundTo = JSON.stringify([decision.declarationId, view.name, options.patient, options.where ?? [], orderBy])
  if (options.after !== undefined) {
    const position = openCursor(cursorKey, boundTo, options.after)
    conditions.push(afterClause(steps, position.values, position.id))
  }
  const statement = pageStatement(decision, view, {
    kind: 'listed',
    asked: [...columnsAsked(options.where ?? []), ...orderBy.map(({ column }) => column)],
    where: all(conditions),
    terms: steps,
    limit,
    refresh: options.refresh ?? false,
  })
  const found = await readPage(pool, statement)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const more = found.length > limit && last !== undefined
  return {
    rows: fieldsOf(rule, view, rows),
    next: more
      ? sealCursor(cursorKey, boundTo, {
          values: steps.map((_, at) => textOrNull(last[`sorted_${String(at)}`])),
          id: String(last['id']),
        })
      : null,
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** One row of a view by its id; null when it is missing or out of reach, which is one answer. */
export async function get<V extends View>(
  pool: Pool,
  decision: Decision,
  view: V,
  { id, refresh = false }: { id: string; refresh?: boolean },
): Promise<RowOf<V> | null> {
  const statement = pageStatement(decision, view, {
    kind: 'opened',
    asked: [],
    where: sql`t.id = ${id}`,
    terms: [],
    limit: 1,
    refresh,
  })
  const found = await readPage(pool, statement)
  return fieldsOf(decision.rule, view, found)[0] ?? null
}

/**
 * How many rows of a view are in reach, by conditions on columns that are shown of everybody.
 *
 * @throws Problem `not_open_for_filter` for a condition on any other column
 */
export async function count<V extends View>(
  pool: Pool,
  decision: Decision,
  view: V,
  { where = [] }: { where?: readonly Where<ColumnsOf<V>>[] } = {},
): Promise<number> {
  const scope = scopeOf(decision, view, columnsAsked(where))
  const always = planView(decision.rule, view).filter((plan) => plan.mode !== 'conditional' && !plan.reveals)
  const statement = sql`with ${readerOf(decision)},
    page as materialized (select t.id from ${scope.from} where ${scope.where} and ${compileWhere(always, where, sql`v.vis`)}),
    ${auditEvent(decision, {
      kind: 'counted',
      view: view.name,
      refresh: false,
      outcome: sql`case when exists (select from a) then 'answered' else 'refused' end`,
      patientIds: sql`'{}'::uuid[]`,
      rowIds: sql`'{}'::uuid[]`,
      shown: sql`0`,
      withheld: sql`0`,
    })}
    select exists (select from a) as holds, (select count(*)::integer from page) as total`
  const [found] = await statementsOf(pool).run<{ holds: boolean; total: number }>(compile(statement))
  if (!found?.holds) throw new Problem('declaration_ended')
  return found.total
}
