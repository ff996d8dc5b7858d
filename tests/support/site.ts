import type { Browser } from 'playwright-core'

import { maskOf } from '../../server/access/categories.ts'
import { hashPassword } from '../../server/auth/password.ts'
import { PASSWORD } from './accounts.ts'
import { testBrowser } from './browser.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { makeAddress, makeNote, makeTelecom } from './factories/care.ts'
import { day, days } from './factories/time.ts'
import { testProgram } from './program.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from './scenario.ts'

/** A site with people at work, in a browser: what the tests of the screens stand on. */
export interface Site {
  readonly url: string
  readonly browser: Browser
  readonly database: TestDatabase
  readonly world: Scenario
  readonly group: Group
  readonly surgery: Organisation
  readonly nurse: Person
  readonly patients: { readonly grace: Patient; readonly orla: Patient; readonly peter: Patient }
}

/** Who can sign in, each with `PASSWORD`. */
export const staff = {
  nurse: 'nurse@example.nhs.uk',
  socialWorker: 'social.worker@example.nhs.uk',
  gp: 'gp@example.nhs.uk',
  administrator: 'administrator@example.nhs.uk',
} as const

const HEART_FAILURE = { system: 'http://snomed.info/sct', code: '84114007' }
const FUROSEMIDE = { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '310429' }

/**
 * Lays out one group with three people on its list, and starts the program and a browser on it.
 *
 * Grace has a mental health nurse for a care manager, so that naming the service tells of her; Órla's record is
 * restricted (S-flag); Peter has nothing but a name.
 */
export async function testSite(): Promise<Site> {
  const database = await testDatabase()
  const world = new Scenario(database.owner.kysely)
  const surgery = await world.organisation('gp_practice', { name: 'Rivergreen Surgery' })
  const community = await world.organisation('community_provider', { name: 'Lacewater Community Care' })
  const council = await world.organisation('local_authority', { name: 'Castlemere City Council' })
  const trust = await world.organisation('mental_health_trust', {
    name: 'Fosse Lane Mental Health Trust',
    reveals: maskOf(['mental_health']),
  })
  const group = await world.group([surgery, community, council, trust], { name: 'Rivergreen group' })
  const memberOf = [group]
  const nurse = await world.staff('community_nurse', community, {
    memberOf,
    given_names: 'Maya',
    family_name: 'Ashe',
    email: staff.nurse,
  })
  await world.staff('social_worker', council, {
    memberOf,
    given_names: 'Sana',
    family_name: 'Khan',
    email: staff.socialWorker,
  })
  await world.staff('gp', surgery, { memberOf, given_names: 'Anita', family_name: 'Sharma', email: staff.gp })
  await world.staff('system_administrator', council, { email: staff.administrator })
  const menon = await world.staff('mental_health_practitioner', trust, {
    memberOf,
    given_names: 'Priya',
    family_name: 'Menon',
  })
  await givePasswords(world)

  const grace = await world.patient({
    registeredAt: surgery,
    family_name: 'Adeyemi',
    given_names: 'Grace',
    birth_date: '1941-07-19',
    nhs_number: '9990348828',
  })
  await world.onTheList(grace, group, {
    review_due: day(2),
    care_manager_role_id: menon.role_id,
    care_manager_named_at: days(-20),
    care_manager_accepted_at: days(-20),
    care_manager_reveals: maskOf(['mental_health']),
  })
  await makeAddress(world.db, {
    patient_id: grace.id,
    lines: ['3 Farnborough Road'],
    city: 'Castlemere',
    postcode: 'ZZ99 8GF',
  })
  await makeTelecom(world.db, { patient_id: grace.id, value: '07700 900215' })
  await recordOf(world, grace, menon.role_id)

  const orla = await world.patient({
    registeredAt: surgery,
    family_name: 'Clarke',
    given_names: 'Órla',
    restricted_record: true,
  })
  await world.onTheList(orla, group, { review_due: day(3) })
  await makeAddress(world.db, { patient_id: orla.id, lines: ['12 Hidden Lane'] })
  const peter = await world.patient({ registeredAt: surgery, family_name: 'Brown', given_names: 'Peter' })
  await world.onTheList(peter, group, { review_due: day(-1) })

  const [program, browser] = await Promise.all([testProgram(database), testBrowser()])
  return { url: program.url, browser, database, world, group, surgery, nurse, patients: { grace, orla, peter } }
}

async function givePasswords({ db }: Scenario): Promise<void> {
  await db
    .updateTable('house.account')
    .set({ password_hash: await hashPassword(PASSWORD) })
    .execute()
}

/** A condition, a medicine and a note, each of a category of its own. */
async function recordOf({ db }: Scenario, patient: Patient, author_role_id: string): Promise<void> {
  const entry = { patient_id: patient.id, source_system: 'test' }
  await db
    .insertInto('house.code')
    .values([
      { ...HEART_FAILURE, display: 'Heart failure', categories: maskOf(['clinical_summary']), reason: 'for a test' },
      { ...FUROSEMIDE, display: 'Furosemide 20 mg tablet', categories: maskOf(['medicines']), reason: 'for a test' },
    ])
    .execute()
  await db
    .insertInto('care.condition')
    .values({
      ...entry,
      ...HEART_FAILURE,
      id: crypto.randomUUID(),
      source_id: 'condition',
      categories: maskOf(['clinical_summary']),
      clinical_status: 'active',
      onset_on: '2023-06-15',
    })
    .execute()
  await db
    .insertInto('care.medicine')
    .values({
      ...entry,
      ...FUROSEMIDE,
      id: crypto.randomUUID(),
      source_id: 'medicine',
      categories: maskOf(['medicines']),
      status: 'active',
      authored_on: '2026-01-05',
      dosage: 'One in the morning',
    })
    .execute()
  await makeNote(db, {
    patient_id: patient.id,
    author_role_id,
    about: ['social_care'],
    text: 'Her sister Ruth has a key.',
  })
}
