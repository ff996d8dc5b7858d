import { sql } from 'kysely'
import { type Rule, restrictedCategories } from '../catalogue/catalogue.ts'
import { type Category, type Mask, bitOf, categories, maskOf, riskStratification, wholeRecord } from '../categories.ts'
import type { Route } from '../vocabulary.ts'
import { type Sql, all } from './compiler.ts'

/** The categories that a rule shows always, and those that it shows unless the person objected. */
export function masksOf(rule: Rule): { show: Mask; conditional: Mask } {
  return {
    show: maskOf(categories.filter((category) => rule.cells[category].effect === 'show')),
    conditional: maskOf(categories.filter((category) => rule.cells[category].effect === 'show_unless_objected')),
  }
}

/** Routes on which a person is reached through their entry on a group's caseload. */
export function throughEntry(route: Route): boolean {
  return route === 'group_caseload' || route === 'named_care_manager'
}

/** What of the reader a denial is compared with. */
export interface ReaderSide {
  groupId: Sql
  kinds: Sql
}

/**
 * A column of the one reader of a statement, as a value that is looked up once: a join would keep PostgreSQL
 * from seeing that an index has the order already.
 */
export function ofReader(column: string): Sql {
  return sql`(select ${sql.ref(`a.${column}`)} from a)`
}

const theReader: ReaderSide = { groupId: ofReader('group_id'), kinds: sql`(select a.kinds from a)::text[]` }

/** Whether a row `d` of denials, stored or remembered, counts for a reader now. */
export function denialCounts(reader: ReaderSide): Sql {
  return sql`d.organisation_kind = any(${reader.kinds})
      and (d.only_group_id = ${reader.groupId} or (d.only_group_id is null
        and not coalesce(${reader.groupId} = any(d.except_group_ids), false)))
      and d.starts_at <= clock_timestamp() and (d.ends_at is null or d.ends_at > clock_timestamp())`
}

/** The mask of what the patient under `patient` denies to the reader `a`, one of whose kinds of organisation is enough. */
export function denied(patient: string): Sql {
  const row = sql.ref(patient)
  return sql`case when ${row}.objected then coalesce((
      select bit_or(d.denied) from care.denial d where d.patient_id = ${row}.id and ${denialCounts(theReader)}), 0) else 0 end`
}

/** Whether what is denied leaves the person within the route. */
export function staysOpen(rule: Rule, deniedMask: Sql): Sql {
  const closing =
    (rule.wholeRecordObjection === 'closes' ? wholeRecord : 0) |
    (rule.riskStratificationObjection === 'closes' ? riskStratification : 0)
  return closing === 0 ? sql`true` : sql`(${deniedMask} & ${closing}::integer) = 0`
}

/** The mask of what may be shown of one patient: the rule's, less what was denied, the S-flag and what is unconfirmed. */
export function visible(rule: Rule, of: { denied: Sql; restricted: Sql; confirmed: Sql }): Sql {
  const { show, conditional } = masksOf(rule)
  let mask = sql`(${show}::integer | (${conditional}::integer & ~${of.denied}))`
  if (rule.restrictedRecord === 'withholds') {
    mask = sql`${mask} & case when ${of.restricted} then ${~restrictedCategories}::integer else -1 end`
  }
  if (throughEntry(rule.route)) {
    mask = sql`${mask} & case when ${of.confirmed} then -1 else ${bitOf('identity')}::integer end`
  }
  return sql`(${mask})`
}

/** How a category is treated in a statement compiled for a rule. */
export type Mode =
  /** Shown of every patient in reach. */
  | 'always'
  /** Shown of every patient whose entry is confirmed. */
  | 'confirmed'
  /** Shown or not, patient by patient. */
  | 'conditional'
  | 'never'

/** How a rule treats a category. */
export function modeOf(rule: Rule, category: Category): Mode {
  switch (rule.cells[category].effect) {
    case 'withhold':
      return 'never'
    case 'show_unless_objected':
      return 'conditional'
    case 'show':
      if (rule.restrictedRecord === 'withholds' && (restrictedCategories & bitOf(category)) !== 0) return 'conditional'
      return throughEntry(rule.route) && category !== 'identity' ? 'confirmed' : 'always'
  }
}

/**
 * The patients within a route's reach, from the reader `a`: the FROM clause and its conditions. Beside each
 * patient `p` (and their entry `e`, where the route goes through one) stand `d.denied` and `v.vis`.
 */
export function reach(
  rule: Rule,
  alias: { patient: string; entry: string },
  onePatient: boolean,
): { from: Sql; where: Sql } {
  const p = sql.ref(alias.patient)
  const e = sql.ref(alias.entry)
  const conditions: Sql[] = [
    sql`exists (select from a)`,
    sql`(${p}.nhs_number_hash is null or ${p}.nhs_number_hash is distinct from ${ofReader('own_number')})`,
  ]
  let people: Sql
  if (throughEntry(rule.route)) {
    people = sql`care.caseload_entry as ${e} join care.patient as ${p} on ${p}.id = ${e}.patient_id`
    conditions.push(sql`${e}.group_id = ${ofReader('group_id')}
        and ${e}.status in ('planned', 'waitlist', 'active', 'onhold')`)
    if (rule.route === 'named_care_manager') {
      // Who named themselves has the group's route, and no second one that outlives it.
      conditions.push(sql`${e}.care_manager_role_id = ${ofReader('practitioner_role_id')} and ${e}.care_manager_accepted_at is not null
        and ${e}.care_manager_named_by is distinct from ${e}.care_manager_role_id`)
    }
  } else {
    people = sql`care.patient as ${p}`
    conditions.push(sql`${p}.registered_practice_id = ${ofReader('organisation_id')}`)
  }
  if (onePatient) conditions.push(sql`${p}.id = ${ofReader('target_id')}`)
  conditions.push(staysOpen(rule, sql`d.denied`))
  const vis = visible(rule, {
    denied: sql`d.denied`,
    restricted: sql`${p}.restricted_record`,
    confirmed: sql`${e}.confirmed_at is not null`,
  })
  return {
    from: sql`${people}
      cross join lateral (select ${denied(alias.patient)} as denied) d
      cross join lateral (select ${vis} as vis) v`,
    where: all(conditions),
  }
}
