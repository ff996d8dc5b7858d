import { randomBytes, randomUUID } from 'node:crypto'

import { type Insertable, type Kysely, sql } from 'kysely'

import { maskOf } from '../../../server/access/categories.ts'
import { refreshDenials } from '../../../server/access/preferences.ts'
import type { Database } from '../../../server/database/schema.ts'
import { inTransaction } from '../../../server/database/statements.ts'
import type { Subject } from '../../reference/facts.ts'
import type { TestDatabase } from '../../support/database.ts'
import { days } from '../../support/factories/time.ts'
import { whoeverAsks } from './subjects.ts'
import { everyEntry, otherNames, valuesOf, type Values } from './values.ts'
import type { World } from './world.ts'

const atOnce = 1000

/** Subjects in the database. */
export interface Stored {
  values: ReadonlyMap<string, Values>
  /** Lets "whoever asks" be one reader, in every entry that says so. */
  nameWhoeverAsks: (roleId: string) => Promise<void>
}

/** Writes subjects and everything that stands in their records, past the gate; what their wishes come to, by it. */
export async function storeSubjects(
  database: TestDatabase,
  world: World,
  subjects: readonly Subject[],
): Promise<Stored> {
  const db = database.owner.kysely
  const values = valuesOf(subjects)
  const ownNumber = randomBytes(32)
  const patients = subjects.map((subject) => patientOf(subject, values.get(subject.id), ownNumber))
  for (const rows of chunks(patients)) await db.insertInto('care.patient').values(rows).execute()
  for (const some of chunks(subjects)) await storeReach(db, some, values)
  const asked = await storeEntries(db, subjects, values)
  await storeRows(db)
  await storeWishes(database, subjects)
  // The one person who is the reader is every reader: the same number stands for all of them.
  await db
    .insertInto('care.staff_match')
    .values(
      world.members.map(({ person }) => ({ practitioner_id: person.practitioner_id, nhs_number_hash: ownNumber })),
    )
    .execute()
  return { values, nameWhoeverAsks: (roleId) => nameWhoeverAsks(db, asked, roleId) }
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce)
}

function patientOf(
  subject: Subject,
  values: Values | undefined,
  ownNumber: Buffer,
): Insertable<Database['care.patient']> {
  return {
    id: subject.id,
    source_system: 'test',
    source_id: subject.id,
    family_name: values?.family_name ?? null,
    religion: values?.religion ?? null,
    registered_practice_id: subject.practice,
    restricted_record: subject.restricted,
    nhs_number_hash: subject.isReader ? ownNumber : randomBytes(32),
  }
}

async function storeReach(
  db: Kysely<Database>,
  subjects: readonly Subject[],
  values: ReadonlyMap<string, Values>,
): Promise<void> {
  const current = subjects.flatMap(({ id }) => {
    const known = values.get(id)
    return known ? [{ row: { id: randomUUID(), patient_id: id, is_current: true }, known }] : []
  })
  await db
    .insertInto('care.patient_telecom')
    .values(current.map(({ row, known }) => ({ ...row, value: known.telecom })))
    .execute()
  await db
    .insertInto('care.patient_address')
    .values(current.map(({ row, known }) => ({ ...row, postcode: known.postcode })))
    .execute()
}

/** An entry that "whoever asks" is named in. */
interface AskedEntry {
  id: string
  named_by: string | null
  named_self: boolean
}

async function storeEntries(
  db: Kysely<Database>,
  subjects: readonly Subject[],
  values: ReadonlyMap<string, Values>,
): Promise<AskedEntry[]> {
  const known = (who: string | null) => (who === whoeverAsks ? null : who)
  const all = subjects.flatMap((subject) => subject.entries.map((entry) => ({ id: randomUUID(), subject, entry })))
  const rows = all.map(({ id, subject, entry }) => ({
    id,
    patient_id: subject.id,
    group_id: entry.group,
    status: entry.status,
    reason: 'other',
    confirmed_at: entry.confirmed ? days(-10) : null,
    care_manager_role_id: known(entry.careManager),
    care_manager_named_by: known(entry.namedBy),
    care_manager_accepted_at: entry.accepted ? days(-9) : null,
    care_manager_reveals: maskOf(entry.serviceTells),
    review_due: values.get(subject.id)?.review_due ?? null,
  }))
  for (const some of chunks(rows)) await db.insertInto('care.caseload_entry').values(some).execute()
  return all
    .filter(({ entry }) => entry.careManager === whoeverAsks)
    .map(({ id, entry }) => ({ id, named_by: known(entry.namedBy), named_self: entry.namedBy === whoeverAsks }))
}

async function nameWhoeverAsks(db: Kysely<Database>, asked: readonly AskedEntry[], roleId: string): Promise<void> {
  await sql`update care.caseload_entry e set care_manager_role_id = ${roleId},
      care_manager_named_by = case when asked.named_self then ${roleId}::uuid else asked.named_by end
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(id uuid, named_by uuid, named_self boolean)
    where asked.id = e.id`.execute(db)
}

/** Rows that everybody has alike: one need, one relative, every other name, every entry. */
async function storeRows(db: Kysely<Database>): Promise<void> {
  await sql`insert into care.communication_need (id, patient_id, need) select gen_random_uuid(), id, 'Need' from care.patient`.execute(
    db,
  )
  await sql`insert into care.related_person (id, patient_id, family_name, telecom, address)
    select gen_random_uuid(), id, 'Relative', 'Phone', 'Address' from care.patient`.execute(db)
  const names = otherNames.map(({ name, categories }) => ({ name, mask: maskOf(categories) }))
  await sql`insert into care.patient_name (id, patient_id, categories, family_name)
    select gen_random_uuid(), p.id, other.mask, other.name from care.patient p,
      jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as other(mask integer, name text)`.execute(db)
  await sql`insert into care.condition (id, patient_id, categories)
    select gen_random_uuid(), p.id, mask from care.patient p,
      unnest(${everyEntry.map((of) => maskOf(of))}::integer[]) mask`.execute(db)
  await sql`insert into care.condition (id, patient_id, categories, record_status)
    select gen_random_uuid(), p.id, ${maskOf(['identity'])}, wrong from care.patient p,
      unnest(array['entered_in_error', 'wrong_patient']) wrong`.execute(db)
  await sql`analyze`.execute(db)
}

async function storeWishes(database: TestDatabase, subjects: readonly Subject[]): Promise<void> {
  const rows = subjects.flatMap((subject) =>
    subject.preferences.map((wish) => ({
      id: randomUUID(),
      patient_id: subject.id,
      effect: wish.effect,
      what: wish.what,
      organisation_kind: wish.kind,
      group_id: wish.group,
      starts_at: wish.startsAt,
      ends_at: wish.endsAt,
      said_by: 'patient',
      attested: true,
      recorded_by: wish.recordedBy,
      recorded_at: wish.recordedAt,
      withdrawn_at: wish.withdrawnAt,
      withdrawn_by: wish.withdrawnAt && wish.recordedBy,
    })),
  )
  for (const some of chunks(rows))
    await database.owner.kysely.insertInto('care.sharing_preference').values(some).execute()
  const wishing = subjects.filter(({ preferences }) => preferences.length > 0).map(({ id }) => id)
  await inTransaction(database.owner.pool, (statements) => refreshDenials(statements, wishing))
}
