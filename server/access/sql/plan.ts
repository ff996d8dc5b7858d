import { sql } from 'kysely'
import { type Rule, isOpen, ruleFor } from '../catalogue/catalogue.ts'
import { type Category, type Mask, bitOf } from '../categories.ts'
import { type CareColumn, type CareTable, categoryOf, columns, copiedTo, revealedBy } from '../columns.ts'
import type { ReasonCode } from '../reasons.ts'
import type { ColumnSpec, View } from '../view.ts'
import type { Sql } from './compiler.ts'
import { lookup } from './lookup.ts'
import { changedSince } from './since.ts'
import { type Mode, modeOf, ofReader, throughEntry } from './visibility.ts'

/** How one column of a view is read under one rule. */
export interface ColumnPlan {
  name: string
  spec: ColumnSpec
  mode: Mode
  /** The bit that must be set for the column to be shown; zero where the row's own mask has decided already. */
  bit: Mask
  /** The stored value, or what it is looked up as: never used without `mode`. */
  raw: Sql
  /** What stands for the value in an order. */
  sorted: Sql
  /** The patient whose value it is. */
  patientId: Sql
  /** What must be visible besides, because the value tells it: a mask that stands beside the value. */
  reveals: Sql | undefined
  why: ReasonCode
  canBreakGlass: boolean
}

/** The aliases of the tables in a statement over a view: its own, the patient's and the caseload entry's. */
export function aliasesOf(rule: Rule, view: View): { patient: string; entry: string } {
  return {
    patient: view.base === 'patient' ? 't' : 'p',
    entry: view.base === 'caseload_entry' && throughEntry(rule.route) ? 't' : 'e',
  }
}

/** Whether breaking the glass would show this role the category. */
function breakingGlassOpens(rule: Rule, category: Category): boolean {
  if (!isOpen('emergency', 'break_glass')) return false
  const emergency = ruleFor(rule.role, 'emergency', 'break_glass')
  return emergency !== undefined && emergency.cells[category].effect !== 'withhold'
}

/** Why a category is withheld where it is: from the rule alone, never from the patient. */
function reasonWithheld(rule: Rule, category: Category, mode: Mode): ReasonCode {
  if (mode === 'never') return rule.cells[category].reason
  return mode === 'confirmed' ? 'identity_until_confirmed' : 'not_needed_or_not_shared'
}

/** How what is shown whatever the patient's own mask says is read. */
const shownAlways = { mode: 'always', bit: 0, reveals: undefined, why: 'no_rule', canBreakGlass: false } as const

/**
 * The plan of one column; throws on a column that is structure, which no view may show.
 *
 * @param vis the mask of what is visible of the row, where the statement has it
 */
export function planColumn(rule: Rule, view: View, name: string, spec: ColumnSpec, vis: Sql): ColumnPlan {
  const [table = '', column = ''] = spec.from.split('.')
  const alias = table === view.base ? 't' : table === 'patient' ? aliasesOf(rule, view).patient : table
  const patientId = sql.ref(`${aliasesOf(rule, view).patient}.id`)
  if (spec.derived) {
    const raw = changedSince(rule, spec.derived, patientId, vis)
    return { name, spec, patientId, raw, sorted: raw, ...shownAlways }
  }
  const category = categoryOf(spec.from)
  if (category === 'key') throw new Error(`The view ${view.name} shows ${spec.from}, which is structure.`)
  if (spec.filter?.includes('search') && spec.from !== 'patient.family_name')
    throw new Error(`The view ${view.name} searches ${spec.from}, of which no words are kept.`)
  const raw = spec.as ? lookup(spec.as, alias, column) : sql.ref(`${alias}.${column}`)
  const copy = copiedTo(view.base, spec.from)
  const sorted = copy === undefined ? raw : sql.ref(`t.${copy}`)
  const decidedByRow = category === 'row' || (view.ownRows !== undefined && category === columns[view.base].rows)
  if (decidedByRow) return { name, spec, raw, sorted, patientId, ...shownAlways }
  const mode = modeOf(rule, category)
  const told = spec.as && revealedBy(spec.from, spec.as)
  return {
    name,
    spec,
    mode,
    bit: bitOf(category),
    raw,
    sorted,
    patientId,
    reveals: told ? sql.ref(`${alias}.${told}`) : undefined,
    // What a value tells besides can stand in its way too, so the reason must cover both.
    why: told && mode !== 'never' ? 'not_needed_or_not_shared' : reasonWithheld(rule, category, mode),
    canBreakGlass: breakingGlassOpens(rule, category),
  }
}

/** The plans of every column of a view; `vis` is another where the statement has the mask under another name. */
export function planView(rule: Rule, view: View, vis = sql`v.vis`): ColumnPlan[] {
  return Object.entries(view.columns).map(([name, spec]) => planColumn(rule, view, name, spec, vis))
}

/** When a planned column is shown, given the mask of what is visible of the row. */
export function shownWhen(plan: ColumnPlan, vis: Sql): Sql {
  const conditions: Sql[] = []
  if (plan.mode === 'conditional' || plan.mode === 'confirmed')
    conditions.push(sql`(${vis} & ${plan.bit}::integer) <> 0`)
  if (plan.mode === 'never') conditions.push(sql`false`)
  if (plan.reveals) conditions.push(sql`(${plan.reveals} & ~${vis}) = 0`)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** When a row of a table may be known to exist, given the mask of what is visible of its patient. */
export function rowShown(rule: Rule, view: View, vis: Sql): Sql {
  const conditions: Sql[] = []
  const { base } = view
  const table = columns[base] as { rows: string; columns: Record<string, string> }
  const reachedThroughIt = base === 'caseload_entry' && throughEntry(rule.route)
  if (Object.hasOwn(table.columns, 'record_status')) conditions.push(sql`t.record_status = 'current'`)
  if (table.rows === 'row') conditions.push(sql`(t.categories & ~${vis}) = 0`)
  else if (table.rows !== 'key' && !reachedThroughIt) {
    const shown = sql`(${vis} & ${bitOf(table.rows as Category)}::integer) <> 0`
    conditions.push(view.ownRows ? sql`(${shown} or ${recordedByReader(view.ownRows)})` : shown)
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function recordedByReader(column: CareColumn): Sql {
  const [, name = ''] = column.split('.')
  return sql`${sql.ref(`t.${name}`)} in (
      select mine.id from house.practitioner_role mine where mine.practitioner_id = ${ofReader('practitioner_id')})`
}

/** The categories that have columns of their own in a table: those that carry a version. */
export function versionedCategories(table: CareTable): Category[] {
  const of = columns[table].columns as Record<string, string>
  if (!Object.hasOwn(of, 'versions')) return []
  return [...new Set(Object.values(of))].filter((category) => category !== 'key' && category !== 'row') as Category[]
}
