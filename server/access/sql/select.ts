import { sql } from 'kysely'
import type { Rule } from '../catalogue/catalogue.ts'
import { type Mask, bitOf, everyCategory } from '../categories.ts'
import { columns } from '../columns.ts'
import type { View } from '../view.ts'
import { onTheCaseload } from '../vocabulary.ts'
import { type Sql, all } from './compiler.ts'
import { orderClause, orderTerms, ownOrder } from './order.ts'
import { type ColumnPlan, planView, rowShown, shownWhen, versionedCategories } from './plan.ts'
import { modeOf, ofReader, throughEntry } from './visibility.ts'

/** Beside each value that may be withheld stands a mark of this name that says whether it is. */
export function markOf(column: string): string {
  return `${column}?`
}

/** The mask that stands beside each row of a page: what may be shown of that patient. */
const vis = sql`page.vis`

/** The columns of a view as one reader gets them: a value that is hidden never leaves the database. */
function selected(rule: Rule, view: View, plans: readonly ColumnPlan[]): Sql[] {
  const parts = plans.flatMap((plan) => {
    if (plan.mode === 'never') return []
    if (plan.mode === 'always' && !plan.reveals) return [sql`${plan.raw} as ${sql.id(plan.name)}`]
    const shown = shownWhen(plan, vis)
    return [
      sql`case when ${shown} then ${plan.raw} end as ${sql.id(plan.name)}`,
      sql`not (${shown}) as ${sql.id(markOf(plan.name))}`,
    ]
  })
  const versions = versionedCategories(view.base)
    .filter((category) => modeOf(rule, category) !== 'never' || view.ownRows !== undefined)
    .flatMap((category) => [
      sql`${sql.lit(category)}`,
      view.ownRows !== undefined
        ? sql`coalesce((t.versions->>${sql.lit(category)})::integer, 0)`
        : sql`case when (${vis} & ${bitOf(category)}::integer) <> 0
          then coalesce((t.versions->>${sql.lit(category)})::integer, 0) end`,
    ])
  if (Object.hasOwn(columns[view.base].columns, 'categories')) parts.push(sql`t.categories`)
  return versions.length === 0
    ? parts
    : [...parts, sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(versions)})) as versions`]
}

/** The lists that belong to each patient of a page, each as one JSON array of rows. */
function children(rule: Rule, view: View): Sql[] {
  return Object.entries(view.children ?? {}).map(([name, child]) => {
    const plans = planView(rule, child, vis)
    const ofPatient = [sql`t.patient_id = page.patient_id`, rowShown(rule, child, vis)]
    // A group works with its own entry; another group's is that group's.
    if (child.base === 'caseload_entry' && throughEntry(rule.route)) {
      ofPatient.push(sql`t.group_id = ${ofReader('group_id')}`)
      // That they are on the list now is known of everybody on it; that they ever were is told with the rest.
      const current = sql.join(onTheCaseload.map((status) => sql.lit(status)))
      ofPatient.push(sql`(t.status in (${current}) or (${vis} & ${bitOf('administrative')}::integer) <> 0)`)
    }
    const order = orderClause(orderTerms(plans, ownOrder(plans, child.orderBy), vis, sql`true`))
    return sql`(select coalesce(jsonb_agg(to_jsonb(rows)), '[]') from (
        select ${sql.join([sql`t.id`, sql`t.patient_id`, ...selected(rule, child, plans)])}
        from ${sql.table(`care.${child.base}`)} t
        where ${all(ofPatient)} order by ${order} limit ${child.limit}) rows) as ${sql.id(name)}`
  })
}

/** One current row of each of these tables, of one patient, at hand under the table's own name. */
export function besideRows(tables: readonly string[], patientId: Sql): Sql {
  const joins = tables.map(
    (table) => sql`left join lateral (
      select * from ${sql.table(`care.${table}`)} one
      where one.patient_id = ${patientId} and one.is_current order by one.id limit 1) ${sql.id(table)} on true`,
  )
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `)
}

/**
 * Whether nothing but who a person is stands open, because their entry waits to be confirmed: beside each person of a
 * page on a route through entries, so that a record can say so of every kind of information at once.
 */
function waiting(rule: Rule, view: View): Sql[] {
  if (view.base !== 'patient' || !throughEntry(rule.route)) return []
  return [sql`(${vis} & ~${bitOf('identity')}::integer) = 0 as unconfirmed`]
}

/** The rows of a page, from the narrow `page` CTE: masks, words for keys and lists for these rows only. */
export function pageRows(rule: Rule, view: View): Sql {
  const plans = planView(rule, view, vis)
  const keys = [sql`page.ordinal`, sql`page.id`, sql`page.patient_id`]
  const parts = [...keys, ...waiting(rule, view), ...selected(rule, view, plans), ...children(rule, view)]
  const patient = view.base === 'patient' ? sql`` : ofPage('care.patient', 'p', sql`page.patient_id`)
  const beside = besideRows(view.beside ?? [], sql`page.patient_id`)
  return sql`select ${sql.join(parts)}
    from page ${ofPage(`care.${view.base}`, 't', sql`page.id`)} ${patient} ${beside}`
}

/**
 * One row for each row of the page, looked up after it: with a plain join PostgreSQL might begin at the table, and ask
 * row-level security before the statement has said under which declaration it runs.
 */
function ofPage(table: string, alias: string, id: Sql): Sql {
  return sql`cross join lateral (select * from ${sql.table(table)} one where one.id = ${id} offset 0) ${sql.ref(alias)}`
}

/** Every category that a view asks for, its lists' too: what its audit event says was shown or withheld. */
export function askedOf(view: View): Mask {
  const own = Object.values(view.columns).reduce((mask, { from }) => {
    const [table = '', name = ''] = from.split('.')
    const category = (columns[table as keyof typeof columns].columns as Record<string, string>)[name]
    if (category === 'row') return everyCategory
    return category === undefined || category === 'key' ? mask : mask | bitOf(category as never)
  }, 0)
  return Object.values(view.children ?? {}).reduce((mask, child) => mask | askedOf(child), own)
}
