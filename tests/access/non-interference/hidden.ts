import { randomUUID } from 'node:crypto'

import { type Kysely, sql } from 'kysely'

import { type Category, maskOf } from '../../../server/access/categories.ts'
import { organisationKinds } from '../../../server/access/vocabulary.ts'
import type { Database } from '../../../server/database/schema.ts'
import type { Reader, Subject } from '../../reference/facts.ts'
import { isEntryShown, isReached, isShown } from '../../reference/reading.ts'
import { days } from '../../support/factories/time.ts'
import { everyEntry } from '../equivalence/values.ts'
import type { World } from '../equivalence/world.ts'

/** What hidden things become. */
export interface Change {
  text: string | null
  day: string | null
  flag: boolean
  /** Whether rows that are hidden go away or become more. */
  rows: 'removed' | 'doubled'
}

/**
 * Changes everything of a person that the plain reference says this reader is not shown: values to others, rows
 * to none or to more. What decides whether they are shown it stays as it is.
 *
 * @returns how many things were hidden
 */
export async function changeWhatIsHidden(
  db: Kysely<Database>,
  world: World,
  reader: Reader,
  subject: Subject,
  change: Change,
): Promise<number> {
  const now = new Date()
  const hides = (category: Category) => !isShown(reader, subject, category, now)
  const { id } = subject
  let count = 0
  const when = async (hidden: boolean, work: () => Promise<unknown>) => {
    if (!hidden) return
    count += 1
    await work()
  }
  await when(!isReached(reader, subject, now), () => changeIdentity(db, id, change))
  await when(hides('demographics'), () =>
    sql`update care.patient set religion = ${change.text} where id = ${id}`.execute(db),
  )
  await when(hides('contact'), () => changeContact(db, id, change))
  await when(hides('location'), () => changeLocation(db, world, reader, subject, change))
  await when(hides('administrative'), () => changeAdministration(db, id, change))
  await when(hides('personal_circumstances'), () => changeRows(db, 'related_person', sql`patient_id = ${id}`, change))
  for (const of of everyEntry) {
    const these = sql`patient_id = ${id} and categories = ${maskOf(of)}`
    await when(!isEntryShown(reader, subject, of, now), () => changeRows(db, 'condition', these, change))
  }
  await when(hides('legally_restricted'), () =>
    changeRows(db, 'patient_name', sql`patient_id = ${id} and categories = ${maskOf(['legally_restricted'])}`, change),
  )
  await when(hides('sharing_preference'), () => addWish(db, world, reader, id, change))
  return count
}

async function changeIdentity(db: Kysely<Database>, id: string, change: Change): Promise<void> {
  await sql`update care.patient set family_name = ${change.text}, given_names = ${change.text}, birth_date = ${change.day},
      deceased = ${change.flag}, versions = versions || '{"identity": 7}' where id = ${id}`.execute(db)
}

async function changeContact(db: Kysely<Database>, id: string, change: Change): Promise<void> {
  await sql`update care.patient_telecom set value = ${change.text} where patient_id = ${id}`.execute(db)
  await sql`update care.related_person set telecom = ${change.text} where patient_id = ${id}`.execute(db)
}

async function changeLocation(
  db: Kysely<Database>,
  world: World,
  reader: Reader,
  subject: Subject,
  change: Change,
): Promise<void> {
  const { id } = subject
  await sql`update care.patient_address set postcode = ${change.text}, is_current = ${change.flag} where patient_id = ${id}`.execute(
    db,
  )
  await sql`update care.related_person set address = ${change.text} where patient_id = ${id}`.execute(db)
  // Who put them on a list can be of their own practice.
  await sql`update care.caseload_entry set added_by = ${change.flag ? reader.roleId : null} where patient_id = ${id}`.execute(
    db,
  )
  // On the practice's own route, where somebody is registered decides who is reached.
  if (reader.route === 'registered_practice') return
  const practices = [world.surgery.id, world.otherSurgery.id, null]
  const practice = practices[(practices.indexOf(subject.practice) + 1) % practices.length] ?? null
  await sql`update care.patient set registered_practice_id = ${practice} where id = ${id}`.execute(db)
  subject.practice = practice
}

/** The state of an entry decides who is reached by it; what else it says is of its category. */
async function changeAdministration(db: Kysely<Database>, id: string, change: Change): Promise<void> {
  await sql`update care.caseload_entry set review_due = ${change.day}, reason = ${change.flag ? 'team_review' : 'other'},
      versions = '{"administrative": 12}' where patient_id = ${id}`.execute(db)
  await changeRows(db, 'communication_need', sql`patient_id = ${id}`, change)
}

const doubled = {
  related_person: 'family_name',
  condition: 'categories',
  patient_name: 'categories',
  communication_need: 'need',
} as const

async function changeRows(
  db: Kysely<Database>,
  table: keyof typeof doubled,
  which: ReturnType<typeof sql>,
  { rows }: Change,
): Promise<void> {
  const name = sql.table(`care.${table}`)
  const column = sql.ref(doubled[table])
  await (rows === 'removed'
    ? sql`delete from ${name} where ${which}`.execute(db)
    : sql`insert into ${name} (id, patient_id, ${column}) select gen_random_uuid(), patient_id, ${column} from ${name} where ${which}`.execute(
        db,
      ))
}

/** A wish about a kind of organisation that the reader is not of, which changes nothing for them. */
async function addWish(
  db: Kysely<Database>,
  world: World,
  reader: Reader,
  patient_id: string,
  change: Change,
): Promise<void> {
  const kind = organisationKinds.find((one) => !reader.kinds.includes(one))
  if (!kind || world.bystander.role_id === reader.roleId) return
  const id = randomUUID()
  const denied = maskOf(['contact', 'medicines'])
  await db
    .insertInto('care.sharing_preference')
    .values({
      id,
      patient_id,
      effect: 'deny',
      what: change.flag ? 'contact' : 'medicines',
      organisation_kind: kind,
      starts_at: days(-1),
      said_by: 'patient',
      attested: true,
      recorded_by: world.bystander.role_id,
      recorded_at: days(-1),
    })
    .execute()
  await db
    .insertInto('care.denial')
    .values({ id, patient_id, organisation_kind: kind, denied, starts_at: days(-1) })
    .execute()
  await sql`update care.patient set objected = true where id = ${patient_id}`.execute(db)
}
