import { randomUUID } from 'node:crypto'

import type { Insertable, Kysely } from 'kysely'

import { type Category, maskOf } from '../../../server/access/categories.ts'
import type { Database } from '../../../server/database/schema.ts'
import type { CareTables } from '../../../server/database/schema-care.ts'
import { next } from './house.ts'
import { day, days } from './time.ts'

/** One way to make each row of `care`, as the owner of the tables and past the gate. Each gives back the id. */
type Given<Table extends keyof CareTables, Needed extends keyof Insertable<CareTables[Table]> = never> = Partial<
  Insertable<CareTables[Table]>
> &
  Pick<Insertable<CareTables[Table]>, Needed>

/** What an entry is about: its categories by name instead of by mask. */
interface About {
  about: readonly Category[]
}

export async function makePatient(db: Kysely<Database>, given: Given<'patient'> = {}): Promise<string> {
  const number = next()
  const row = {
    id: randomUUID(),
    source_system: 'test',
    source_id: `patient-${number}`,
    family_name: `Family${String(number).padStart(4, '0')}`,
    given_names: 'Given',
    birth_date: '1950-06-15',
    birth_date_precision: 'day',
    sex: 'female',
    ...given,
  }
  await db.insertInto('care.patient').values(row).execute()
  return row.id
}

/** One more name of somebody; anybody may read it unless told. */
export async function makeName(db: Kysely<Database>, given: Given<'patient_name', 'patient_id'>): Promise<string> {
  const row = { id: randomUUID(), categories: maskOf(['identity']), use: 'old', ...given }
  await db.insertInto('care.patient_name').values(row).execute()
  return row.id
}

export async function makeAddress(
  db: Kysely<Database>,
  given: Given<'patient_address', 'patient_id'>,
): Promise<string> {
  const row = {
    id: randomUUID(),
    use: 'home',
    lines: ['1 Test Street'],
    postcode: 'NG1 1AA',
    is_current: true,
    ...given,
  }
  await db.insertInto('care.patient_address').values(row).execute()
  return row.id
}

export async function makeTelecom(
  db: Kysely<Database>,
  given: Given<'patient_telecom', 'patient_id'>,
): Promise<string> {
  const row = { id: randomUUID(), system: 'phone', use: 'home', value: '0115 496 0000', is_current: true, ...given }
  await db.insertInto('care.patient_telecom').values(row).execute()
  return row.id
}

export async function makeRelatedPerson(
  db: Kysely<Database>,
  given: Given<'related_person', 'patient_id'>,
): Promise<string> {
  const row = { id: randomUUID(), relationship: 'daughter', family_name: 'Relative', ...given }
  await db.insertInto('care.related_person').values(row).execute()
  return row.id
}

export async function makeCondition(
  db: Kysely<Database>,
  given: Given<'condition', 'patient_id'> & About,
): Promise<string> {
  const { about, ...rest } = given
  const row = { id: randomUUID(), categories: maskOf(about), clinical_status: 'active', onset_on: day(-100), ...rest }
  await db.insertInto('care.condition').values(row).execute()
  return row.id
}

export async function makeNote(
  db: Kysely<Database>,
  given: Given<'information_note', 'patient_id' | 'author_role_id'> & About,
): Promise<string> {
  const { about, ...rest } = given
  const row = { id: randomUUID(), categories: maskOf(about), text: 'A note.', written_at: days(-1), ...rest }
  await db.insertInto('care.information_note').values(row).execute()
  return row.id
}

export async function makeCaseloadEntry(
  db: Kysely<Database>,
  given: Given<'caseload_entry', 'patient_id' | 'group_id'>,
): Promise<string> {
  const row = { id: randomUUID(), status: 'active', reason: 'several_services', confirmed_at: days(-30), ...given }
  await db.insertInto('care.caseload_entry').values(row).execute()
  return row.id
}

/** What a person asked for. `Scenario.wish` also works out what it comes to, as the gate does. */
export async function makePreference(
  db: Kysely<Database>,
  given: Given<'sharing_preference', 'patient_id' | 'effect' | 'what' | 'recorded_by'>,
): Promise<string> {
  const row = {
    id: randomUUID(),
    starts_at: days(-1),
    said_by: 'patient',
    attested: true,
    recorded_at: days(-1),
    ...given,
  }
  await db.insertInto('care.sharing_preference').values(row).execute()
  return row.id
}
