import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { arm } from './arm.ts'
import { type Mask, bitOf } from './categories.ts'
import { type CareTable, entryTables } from './columns.ts'
import { decideAs } from './decide.ts'
import type { Decision } from './decision.ts'
import { notify } from './notify.ts'
import { type Sql, compile } from './sql/compiler.ts'

/** What changed about a patient, named only by where it stands. */
export interface Announced {
  table: CareTable
  rowId: string
  patientId: string
  /** The categories of the columns that changed. */
  categories: Mask
  /** The categories that a reader needs to know of the row at all. */
  rowCategories: Mask
  /** The group whose own row it is, if it is one's; members of another do not read it. */
  groupId: string | null
}

/**
 * Everything that decides who reaches a patient, and which rows of theirs each reader is shown, as JSON:
 * taken before a change, so that the live tail can tell who could see it then.
 *
 * @param patient an expression for the patient's id
 */
export function scopeFacts(patient: Sql): Sql {
  const related = bitOf('personal_circumstances')
  const masks = sql.join(
    entryTables.map(
      (table) => sql`select x.categories from ${sql.table(`care.${table}`)} x
        where x.patient_id = p.id and x.record_status = 'current'`,
    ),
    sql` union `,
  )
  return sql`(select jsonb_build_object(
      'practice', p.registered_practice_id,
      'restricted', p.restricted_record,
      'number', encode(p.nhs_number_hash, 'hex'),
      'entries', (select coalesce(jsonb_agg(jsonb_build_object(
          'group_id', e.group_id, 'confirmed', e.confirmed_at is not null,
          'care_manager_role_id', case when e.care_manager_accepted_at is not null
            and e.care_manager_named_by is distinct from e.care_manager_role_id then e.care_manager_role_id end)), '[]')
        from care.caseload_entry e
        where e.patient_id = p.id and e.status in ('planned', 'waitlist', 'active', 'onhold')),
      'denials', (select coalesce(jsonb_agg(to_jsonb(d) - 'id' - 'patient_id'), '[]') from care.denial d where d.patient_id = p.id),
      'masks', (select coalesce(jsonb_agg(row.categories), '[]') from (${masks} union
          select ${related}::integer from care.related_person x where x.patient_id = p.id) row))
    from care.patient p where p.id = ${patient})`
}

/**
 * Does something as the live tail and then goes on under the decision: whom a change concerns is decided by the
 * entries of every group, and row-level security leaves a reader those of their own.
 */
async function asLiveTail<Result>(
  statements: Statements,
  decision: Decision,
  work: () => Promise<Result>,
): Promise<Result> {
  await arm(statements, await decideAs(statements, 'live_tail'))
  const result = await work()
  await arm(statements, decision)
  return result
}

/** Reads the facts of one patient, whose row the transaction has locked; the decision is of who changes something. */
export async function factsOf(statements: Statements, decision: Decision, patientId: string): Promise<unknown> {
  const [found] = await asLiveTail(statements, decision, () =>
    statements.run<{ facts: unknown }>(compile(sql`select ${scopeFacts(sql`${patientId}::uuid`)} as facts`)),
  )
  return found?.facts ?? null
}

/**
 * Puts a change into the outbox of every place that reaches its patient before or after it, each place's row
 * locked in order of id, so that revs have no gaps and stand in the order of commits.
 *
 * @param decision of who changed it
 * @param before the facts from before the change, where it can have changed who reaches the patient
 */
export async function announce(
  statements: Statements,
  decision: Decision,
  changes: readonly Announced[],
  before: unknown,
): Promise<void> {
  await asLiveTail(statements, decision, () => intoOutboxes(statements, decision, changes, before))
}

async function intoOutboxes(
  statements: Statements,
  decision: Decision,
  changes: readonly Announced[],
  before: unknown,
): Promise<void> {
  const [first] = changes
  if (!first) return
  const places = await statements.run<{ id: string }>(
    compile(sql`
      select place.id from house.place
      where place.group_id in (
          select e.group_id from care.caseload_entry e
          where e.patient_id = ${first.patientId} and e.status in ('planned', 'waitlist', 'active', 'onhold')
          union
          select (was->>'group_id')::uuid from jsonb_array_elements(${JSON.stringify(before ?? {})}::jsonb->'entries') was)
        or place.organisation_id in (
          select p.registered_practice_id from care.patient p where p.id = ${first.patientId}
          union
          select (${JSON.stringify(before ?? {})}::jsonb->>'practice')::uuid)
      order by place.id for no key update`),
  )
  for (const place of places) {
    for (const change of changes) {
      await statements.run(
        compile(sql`
          with moved as (update house.place set rev = rev + 1 where id = ${place.id} returning id, rev)
          insert into care.outbox (place_id, rev, patient_id, table_name, row_id, categories, row_categories, group_id, before, by_role_id)
          select moved.id, moved.rev, ${change.patientId}, ${change.table}, ${change.rowId}, ${change.categories},
            ${change.rowCategories}, ${change.groupId}, ${before === null ? null : JSON.stringify(before)}::jsonb, ${decision.practitionerRoleId}
          from moved`),
      )
    }
    await notify(statements, place.id)
  }
}
