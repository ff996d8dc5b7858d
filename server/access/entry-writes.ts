import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { announce, factsOf } from './announce.ts'
import { bitOf } from './categories.ts'
import type { Outcome } from './command.ts'
import type { Decision } from './decision.ts'
import { type GatedChange, applyChange, lockTarget } from './gated-change.ts'
import { inForce } from './sql/access-check.ts'
import { type Sql, compile } from './sql/compiler.ts'
import { serviceTells } from './sql/service-tells.ts'
import { ofReader } from './sql/visibility.ts'

/** A new entry on a group's caseload, for one of the practice's own patients. */
export interface NewEntry {
  group_id: string
  status: 'planned' | 'waitlist' | 'active'
  reason: string
  review_due?: string | null
}

/** What may be changed of an entry; `finished` and `cancelled` take the person off and need a reason. */
export interface EntryChange {
  status?: 'planned' | 'waitlist' | 'active' | 'onhold' | 'finished' | 'cancelled'
  reason?: string
  review_due?: string | null
  care_manager_role_id?: string | null
  end_reason?: string
}

const administrative = bitOf('administrative')
const ended = ['finished', 'cancelled']

/** Locks, changes and announces, in the transaction of one command. */
async function changeEntry(statements: Statements, decision: Decision, change: GatedChange): Promise<Outcome> {
  const patientId = await lockTarget(statements, decision, change)
  const before = patientId === null ? null : await factsOf(statements, decision, patientId)
  const outcome = await applyChange(statements, decision, change, patientId)
  if (outcome === 'done' && patientId !== null) {
    const bits = { categories: administrative, rowCategories: administrative }
    const groupId = await groupOf(statements, change.rowId)
    await announce(
      statements,
      decision,
      [{ table: change.table, rowId: change.rowId, patientId, groupId, ...bits }],
      before,
    )
  }
  return outcome
}

async function groupOf(statements: Statements, entryId: string): Promise<string | null> {
  const [entry] = await statements.run<{ group_id: string }>(
    compile(sql`select group_id from care.caseload_entry where id = ${entryId}`),
  )
  return entry?.group_id ?? null
}

/** The next version of what an entry's readers see of it. */
const nextVersion = sql`jsonb_set(u.versions, '{administrative}',
  to_jsonb(coalesce((u.versions->>'administrative')::integer, 0) + 1))`

/**
 * Puts a patient of the practice on the caseload of a group that the practice belongs to. Refused for who is
 * there already, and for who has died.
 */
export function addEntry(
  statements: Statements,
  decision: Decision,
  id: string,
  patientId: string,
  entry: NewEntry,
): Promise<Outcome> {
  return changeEntry(statements, decision, {
    command: 'add_to_caseload',
    table: 'caseload_entry',
    rowId: id,
    target: 'patient',
    where: sql`p.id = ${patientId} and not p.deceased and ${memberPractice(entry.group_id)}`,
    change: sql`
      insert into care.caseload_entry (id, patient_id, group_id, status, reason, confirmed_at, added_by, review_due)
      select current.id, current.patient_id, ${entry.group_id}, ${entry.status}, ${entry.reason}, clock_timestamp(),
        ${decision.practitionerRoleId}, ${entry.review_due ?? null}
      from current on conflict do nothing`,
  })
}

/** The group is active and the reader's own organisation is one of its members now. */
function memberPractice(groupId: string): Sql {
  return sql`exists (
      select from house.group_organisation member join house.care_delivery_group g on g.id = member.group_id
      where member.group_id = ${groupId} and member.organisation_id = ${ofReader('organisation_id')}
        and g.status = 'active' and ${inForce('member')})`
}

/** Changes an entry of the group's own caseload, given the version of it that the person saw. */
export function updateEntry(
  statements: Statements,
  decision: Decision,
  id: string,
  version: number,
  set: EntryChange,
): Promise<Outcome> {
  const takesOff = set.status !== undefined && ended.includes(set.status)
  if (takesOff !== (set.end_reason !== undefined)) {
    throw new Problem('invalid', 'Taking someone off the caseload needs a reason, and only that does.')
  }
  const parts: Sql[] = [sql`versions = ${nextVersion}`]
  if (set.status !== undefined) parts.push(sql`status = ${set.status}`)
  if (takesOff) parts.push(sql`ended_at = clock_timestamp()`, sql`end_reason = ${set.end_reason}`)
  if (set.reason !== undefined) parts.push(sql`reason = ${set.reason}`)
  if (set.review_due !== undefined) parts.push(sql`review_due = ${set.review_due}`)
  if (set.care_manager_role_id !== undefined) parts.push(...namedCareManager(decision, set.care_manager_role_id))
  return changeEntry(statements, decision, {
    command: 'change_caseload_entry',
    table: 'caseload_entry',
    rowId: id,
    target: 'row',
    where: sql`t.id = ${id} and e.id = t.id and ${careManagerMayBe(set.care_manager_role_id)}`,
    expected: { category: 'administrative', version },
    change: sql`update care.caseload_entry u set ${sql.join(parts)} from current where u.id = current.id`,
  })
}

/** Naming starts afresh: who was named before has no more say, and who is named has not accepted yet. */
function namedCareManager(decision: Decision, roleId: string | null): Sql[] {
  const self = roleId === decision.practitionerRoleId
  return [
    sql`care_manager_role_id = ${roleId}`,
    sql`care_manager_named_at = ${roleId === null ? sql`null` : sql`clock_timestamp()`}`,
    sql`care_manager_named_by = ${roleId === null ? sql`null` : namedBy(decision, roleId)}`,
    sql`care_manager_accepted_at = ${self ? sql`clock_timestamp()` : sql`null`}`,
    sql`care_manager_reveals = coalesce((
      select ${serviceTells} from house.practitioner_role r join house.organisation o on o.id = r.organisation_id where r.id = ${roleId}), 0)`,
  ]
}

/**
 * Who named a care manager: the reader in the role they act in, or, where the named role is another of their own, that
 * role. Whoever names themselves is then known by `named by = named`, whichever of their roles they used.
 */
function namedBy(decision: Decision, roleId: string): Sql {
  return sql`(case when exists (select from house.practitioner_role named
      where named.id = ${roleId} and named.practitioner_id = ${decision.practitionerId})
    then ${roleId} else ${decision.practitionerRoleId} end)::uuid`
}

/** A care manager works now for an organisation that an agreement lets into this group. */
function careManagerMayBe(roleId: string | null | undefined): Sql {
  if (roleId === null || roleId === undefined) return sql`true`
  return sql`exists (
      select from house.practitioner_role named
      join house.sharing_agreement_party party on party.organisation_id = named.organisation_id
      join house.sharing_agreement agreement on agreement.id = party.agreement_id
      join house.sharing_agreement_scope scope on scope.agreement_id = agreement.id
      where named.id = ${roleId} and scope.group_id = t.group_id
        and ${inForce('named')} and ${inForce('agreement')})`
}

/**
 * The practice confirms somebody whom another member proposed: from then on their record is open to the group.
 * Refused for who has died since, as adding them would be.
 */
export function confirmEntry(
  statements: Statements,
  decision: Decision,
  id: string,
  version: number,
): Promise<Outcome> {
  return changeEntry(statements, decision, {
    command: 'confirm_on_caseload',
    table: 'caseload_entry',
    rowId: id,
    target: 'row',
    where: sql`t.id = ${id} and t.confirmed_at is null and t.status = 'planned' and not p.deceased`,
    expected: { category: 'administrative', version },
    change: sql`update care.caseload_entry u set versions = ${nextVersion}, confirmed_at = clock_timestamp()
      from current where u.id = current.id`,
  })
}

/** The named care manager accepts: only then are they one, and does naming them open anything. */
export function acceptEntry(statements: Statements, decision: Decision, id: string, version: number): Promise<Outcome> {
  return changeEntry(statements, decision, {
    command: 'accept_as_care_manager',
    table: 'caseload_entry',
    rowId: id,
    target: 'row',
    where: sql`t.id = ${id} and e.id = t.id and t.care_manager_role_id = ${ofReader('practitioner_role_id')} and t.care_manager_accepted_at is null`,
    expected: { category: 'administrative', version },
    change: sql`update care.caseload_entry u set versions = ${nextVersion}, care_manager_accepted_at = clock_timestamp()
      from current where u.id = current.id`,
  })
}
