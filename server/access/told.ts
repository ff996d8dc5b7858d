import type { Pool } from 'pg'
import { sql } from 'kysely'
import { statementsOf } from '../database/statements.ts'
import { scopeFacts } from './announce.ts'
import { armedBy } from './arm.ts'
import { type Rule, catalogue, isOpen } from './catalogue/catalogue.ts'
import { type Mask, maskOf } from './categories.ts'
import type { SystemDecision } from './decision.ts'
import { accessCheck } from './sql/access-check.ts'
import { type Sql, any, compile } from './sql/compiler.ts'
import { denialCounts, staysOpen, throughEntry, visible } from './sql/visibility.ts'

/** A row of the outbox, by its key. */
export interface OutboxKey {
  place_id: string
  rev: number
}

/** Who is told what of a change: that something they may see of the patient changed, or that they lost them. */
export interface Told {
  declaration_id: string
  place_id: string
  rev: number
  patient_id: string
  what: 'changed' | 'gone'
}

/** Categories with columns that stand on every patient: shown or withheld, a change of that is seen. */
const standing: Mask = maskOf(['identity', 'contact', 'location', 'demographics', 'administrative'])

/** What one rule makes of the facts of a patient at one moment: null out of reach, else the mask of what is visible. */
function visibleBy(rule: Rule, facts: Sql): Sql {
  const entry = sql`exists (select from jsonb_to_recordset(${facts}->'entries')
      as e(group_id uuid, care_manager_role_id uuid)
      where e.group_id = a.group_id
        ${rule.route === 'named_care_manager' ? sql`and e.care_manager_role_id = a.practitioner_role_id` : sql``})`
  const confirmed = sql`exists (select from jsonb_to_recordset(${facts}->'entries') as e(group_id uuid, confirmed boolean)
      where e.group_id = a.group_id and e.confirmed)`
  const reached = throughEntry(rule.route) ? entry : sql`(${facts}->>'practice')::uuid = a.organisation_id`
  const denied = sql`coalesce((select bit_or(d.denied) from jsonb_to_recordset(${facts}->'denials')
      as stored(organisation_kind text, only_group_id uuid, except_group_ids jsonb, denied integer,
        starts_at timestamptz, ends_at timestamptz)
      cross join lateral (select stored.organisation_kind, stored.only_group_id, stored.denied, stored.starts_at, stored.ends_at,
        array(select value::uuid from jsonb_array_elements_text(stored.except_group_ids)) as except_group_ids) d
      where ${denialCounts({ groupId: sql`a.group_id`, kinds: sql`a.kinds` })}), 0)`
  const vis = visible(rule, { denied, restricted: sql`(${facts}->>'restricted')::boolean`, confirmed })
  return sql`case when ${reached}
      and (a.own_number is null or ${facts}->>'number' is distinct from encode(a.own_number, 'hex'))
      and (a.target_id is null or a.target_id = r.patient_id)
      and ${staysOpen(rule, denied)} then ${vis} end`
}

/**
 * The changes, and once for each of their patients the facts as they are now. Both are materialised, as is whatever
 * below is used more than once: PostgreSQL would else work it out again at each use.
 */
function changesAndFacts(rows: readonly OutboxKey[]): Sql {
  const keys = JSON.stringify(rows.map(({ place_id, rev }) => ({ place_id, rev })))
  return sql`
    changed as materialized (select o.* from care.outbox o
      join jsonb_to_recordset(${keys}::jsonb) as k(place_id uuid, rev bigint) on k.place_id = o.place_id and k.rev = o.rev
      where exists (select from armed)),
    facts as materialized (select c.patient_id, ${scopeFacts(sql`c.patient_id`)} as now
      from (select distinct patient_id from changed) c)`
}

/** Which of some declarations, all under one rule, are told of which changes. */
function toldUnder(rule: Rule, declarationIds: readonly string[]): Sql {
  const access = accessCheck(sql`${rule.role}`, rule.route, rule.purpose, sql`d.id = any(${declarationIds})`)
  // Shown to them before or after: the changed row itself, or any of what stands on the patient.
  const ownGroup = throughEntry(rule.route) ? sql`(r.group_id is null or r.group_id = a.group_id) and` : sql``
  const tells = (vis: Sql) => sql`(${ownGroup} (r.row_categories & ~${vis}) = 0 and (r.categories & ${vis}) <> 0)`
  const moved = sql`((m.before # m.after) & ${standing}::integer) <> 0
      or exists (select from jsonb_array_elements_text(f.now->'masks') mask
        where ((mask::integer & ~m.before) = 0) <> ((mask::integer & ~m.after) = 0))`
  return sql`
    select * from (with a as materialized (${access})
    select a.declaration_id, r.place_id, r.rev, r.patient_id,
      case when m.before is not null and m.after is null then 'gone' else 'changed' end as what
    from a
    join changed r on r.place_id = a.place_id
    join facts f on f.patient_id = r.patient_id
    cross join lateral (select
        ${visibleBy(rule, sql`coalesce(r.before, f.now)`)} as before,
        ${visibleBy(rule, sql`f.now`)} as after offset 0) m
    where ${any([
      sql`(m.before is null) <> (m.after is null)`,
      sql`(m.before is not null and m.after is not null and (${moved}))`,
      sql`(m.before is not null and ${tells(sql`m.before`)})`,
      sql`(m.after is not null and ${tells(sql`m.after`)})`,
    ])}) told`
}

/**
 * Chooses, in one statement, who is told of changes: of the declarations that have a place open, those that
 * still hold and that could see the change before it, or can after. Everybody else gets nothing at all.
 *
 * @param tail the live tail's standing declaration
 */
export async function whoIsTold(
  pool: Pool,
  tail: SystemDecision,
  rows: readonly OutboxKey[],
  declarationIds: readonly string[],
): Promise<Told[]> {
  if (rows.length === 0 || declarationIds.length === 0) return []
  const statements = statementsOf(pool)
  const open = await statements.run<{ role: string; purpose: string; route: string }>(
    compile(sql`
      select distinct r.role, d.purpose, d.route
      from house.declaration d join house.practitioner_role r on r.id = d.practitioner_role_id
      where d.id = any(${declarationIds})`),
  )
  const rules = catalogue.filter(
    (rule) =>
      isOpen(rule.purpose, rule.route) &&
      open.some(({ role, purpose, route }) => role === rule.role && purpose === rule.purpose && route === rule.route),
  )
  if (rules.length === 0) return []
  const unders = rules.map((rule) => toldUnder(rule, declarationIds))
  return statements.run<Told>(
    compile(sql`with ${armedBy(tail)}, ${changesAndFacts(rows)} ${sql.join(unders, sql` union all `)}`),
  )
}
