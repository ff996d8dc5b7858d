import { readFileSync } from 'node:fs'

import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'

import { bitOf, categoriesOf } from '../../server/access/categories.ts'
import { testDatabase } from '../support/database.ts'
import { sharedData } from '../support/shared-data.ts'
import { temporaryFolder } from './temporary.ts'
import { importWorld } from './world.ts'

const database = await testDatabase()
const world = await importWorld(database)
const db = database.owner.kysely

const synthea = sharedData('synthea-r4-bundles')
const bulk = sharedData('bulk-ndjson-1000-patients')

/** Everything that an import may write, and nothing that only tells of it. */
const tables = [
  'patient',
  'patient_name',
  'patient_address',
  'patient_telecom',
  'communication_need',
  'related_person',
  'condition',
  'medicine',
  'allergy',
  'procedure',
  'encounter',
  'care_plan',
  'care_plan_activity',
  'goal',
  'entry_reference',
  'caseload_entry',
  'outbox',
] as const

/** A digest of each table. */
async function state(): Promise<Record<string, string>> {
  const digests = tables.map(async (table) => {
    const all = sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(r::text, '' order by r::text)), '') as digest
      from ${sql.table(`care.${table}`)} r`
    const { rows } = await all.execute(db)
    return [table, rows[0]?.digest ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(digests))
}

async function count(table: (typeof tables)[number]): Promise<number> {
  const { number } = await db
    .selectFrom(`care.${table}`)
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .executeTakeFirstOrThrow()
  return number
}

let speed = ''
afterAll(() => process.stdout.write(`${speed}\n`))

describe('the 203 bundles and the 1,024 people in lines', () => {
  it('go in whole', async () => {
    const began = performance.now()
    const { tally } = await world.bring(synthea, bulk)
    const seconds = (performance.now() - began) / 1000
    speed = `Imported ${tally.total} resources, ${Math.round(tally.total / seconds)} a second.`

    expect(tally.summary()).toEqual([
      'AllergyIntolerance: 840 taken',
      'CarePlan: 638 taken',
      'Condition: 1898 taken',
      'Encounter: 6762 taken',
      'Goal: 615 taken',
      'MedicationRequest: 1912 taken',
      'Organization: 102 not kept',
      'Patient: 1225 taken',
      'Practitioner: 102 not kept',
      'Procedure: 3658 taken',
      'In all: 17548 taken, 204 not kept',
    ])
    expect(await count('patient')).toBe(1225)
    expect(await count('patient_name')).toBe(1567)
    expect(await count('care_plan_activity')).toBe(1402)
    expect(await count('entry_reference')).toBeGreaterThan(0)
  }, 120_000)

  it('change nothing when they come again, and nobody is told of it', async () => {
    const before = await state()
    const { tally } = await world.bring(bulk, synthea)
    expect(tally.of('taken')).toBe(0)
    expect(tally.of('already here')).toBe(17548)
    expect(await state()).toEqual(before)
  }, 120_000)

  it('hold no NHS number', async () => {
    const numbers = await db.selectFrom('care.patient').select('id').where('nhs_number', 'is not', null).execute()
    expect(numbers).toEqual([])
  })

  it('put nobody on the caseload who is recorded as dead or under 18, and everybody else', async () => {
    const on = await db
      .selectFrom('care.patient as p')
      .innerJoin('care.caseload_entry as e', 'e.patient_id', 'p.id')
      .select(['p.deceased', 'p.birth_date'])
      .execute()
    const all = await db.selectFrom('care.patient').select(['deceased', 'birth_date']).execute()
    const { now } = await db.selectNoFrom(({ fn }) => fn<Date>('clock_timestamp').as('now')).executeTakeFirstOrThrow()
    const latest = `${now.getFullYear() - 18}${now.toISOString().slice(4, 10)}`
    const adults = all.filter(({ deceased, birth_date }) => !deceased && (birth_date ?? '') <= latest)
    expect(on).toHaveLength(adults.length)
    expect(all.filter(({ deceased }) => deceased)).toHaveLength(154)
    expect(on.every(({ deceased, birth_date }) => !deceased && (birth_date ?? '') <= latest)).toBe(true)
  })

  it('tell of a pregnancy by the reason of a blood count, which nobody may see without that category', async () => {
    const counts = await db.selectFrom('care.procedure').selectAll().where('code', '=', '104091002').execute()
    expect(counts).toHaveLength(60)
    const reproductive = bitOf('sexual_and_reproductive_health')
    expect(counts.every(({ categories }) => (categories & reproductive) !== 0)).toBe(true)
  })

  it('give every goal the categories of its plan', async () => {
    const goals = await db.selectFrom('care.goal').select('categories').execute()
    expect(goals.filter(({ categories }) => categoriesOf(categories).includes('unclassified'))).toEqual([])
    expect(goals).toHaveLength(615)
  })

  it('hold no code that the table does not know', async () => {
    for (const table of [
      'condition',
      'medicine',
      'allergy',
      'procedure',
      'encounter',
      'care_plan',
      'care_plan_activity',
    ] as const) {
      const unknown = await db
        .selectFrom(`care.${table}`)
        .select(['system', 'code'])
        .where(sql<boolean>`categories & ${bitOf('unclassified')} <> 0`)
        .execute()
      expect([table, unknown]).toEqual([table, []])
    }
  })

  it('name the hospital of an encounter where the file of hospitals is there too', async () => {
    const named = await db.selectFrom('care.encounter').select('provider').where('provider', 'is not', null).execute()
    expect(named.length).toBeGreaterThan(6000)
  })

  it('keep maiden names, digits and apostrophes', async () => {
    const maiden = await db.selectFrom('care.patient_name').select('id').where('use', '=', 'maiden').execute()
    expect(maiden).toHaveLength(82 + 260)
    const families = await db.selectFrom('care.patient').select('family_name').execute()
    const named = new Set(families.map(({ family_name }) => family_name))
    for (const family of ["O'Keefe", "O'Hara", 'Goldner995', 'Treviño']) expect(named).toContain(family)
  })
})

describe('the patients of the national sandbox', () => {
  it('go in: one number with two birth dates is two people, and R restricts', async () => {
    const { outcomes } = await world.bring(sharedData('uk/pds-sandbox'))
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
    // Of the three related persons, one names nobody as the patient.
    expect(refused.map(({ resource }) => resource)).toEqual(['RelatedPerson/F4CF8B96'])
    const janets = await db.selectFrom('care.patient').selectAll().where('nhs_number', '=', '9000000025').execute()
    expect(janets.map(({ birth_date }) => birth_date).sort()).toEqual(['2005-06-16', '2010-10-22'])
    expect(janets.every(({ restricted_record, deceased }) => restricted_record && deceased)).toBe(true)
  })

  it('are one person each where a file and a search hold the same', async () => {
    for (const number of ['9000000009', '9000000017', '9000000033']) {
      const same = await db.selectFrom('care.patient').select('id').where('nhs_number', '=', number).execute()
      expect([number, same.length]).toEqual([number, 1])
    }
  })

  it('keep their ended names and addresses as ended, and what they need', async () => {
    const jane = await db
      .selectFrom('care.patient')
      .selectAll()
      .where('nhs_number', '=', '9000000009')
      .executeTakeFirstOrThrow()
    expect(jane).toMatchObject({ family_name: 'Smith', given_names: 'Jane', first_language: 'French', deceased: true })
    const addresses = await db
      .selectFrom('care.patient_address')
      .selectAll()
      .where('patient_id', '=', jane.id)
      .execute()
    expect(addresses.map(({ use, ends_on, is_current }) => [use, ends_on, is_current]).sort()).toEqual([
      ['home', '2025-12-31', false],
      ['temp', '2025-12-31', false],
    ])
    const needs = await db.selectFrom('care.communication_need').selectAll().where('patient_id', '=', jane.id).execute()
    expect(needs.map(({ need }) => need).sort()).toEqual(['Interpreter: French', 'Written information in Braille'])
    const relatives = await db.selectFrom('care.related_person').selectAll().where('patient_id', '=', jane.id).execute()
    expect(relatives.map(({ relationship }) => relationship).sort()).toEqual([
      'Emergency contact',
      'Guardian',
      'Guardian',
    ])
  })

  it('keep a compound name, and not the number with a wrong check digit', async () => {
    const { outcomes } = await world.bring(sharedData('uk/pds-sandbox/PatientCompoundName.json'))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['already here'])
    const compound = await db.selectFrom('care.patient').selectAll().where('given_names', '=', 'John Paul').execute()
    expect(compound).toMatchObject([{ family_name: 'Smith', nhs_number: null }])
  })
})

describe('the messages of bookings and referrals', () => {
  it('give their people once, whichever message they come in', async () => {
    const { tally } = await world.bring(sharedData('uk/bars'))
    expect([tally.of('taken'), tally.of('refused')]).toEqual([5, 1])
    const jones = await db.selectFrom('care.patient').selectAll().where('family_name', '=', 'Jones').execute()
    expect(jones).toMatchObject([
      { given_names: 'Julie', nhs_number: null, ethnic_category: 'British, Mixed British', religion: 'Roman Catholic' },
    ])
    const again = await world.bring(sharedData('uk/bars'))
    expect(again.tally.of('taken')).toBe(0)
  })
})

describe('every other file beside the project', () => {
  it.each(['fhir-r4-codes', 'uk/ukcore-codesystems', 'uk/pds-test-addresses.json', 'hostile/blns.json', 'nhs-numbers'])(
    '%s brings nobody in, and says why',
    async (path) => {
      const { outcomes, tally } = await world.bring(sharedData(path))
      expect(tally.of('taken')).toBe(0)
      expect(outcomes.length).toBeGreaterThan(0)
      expect(outcomes.every(({ notes }) => notes.length > 0)).toBe(true)
    },
  )
})

describe('names that were made to break things', () => {
  const folder = temporaryFolder()
  const hostile = JSON.parse(readFileSync(sharedData('hostile/blns.json'), 'utf8')) as string[]

  it('are stored as they came, or refused with a reason', async () => {
    const people = hostile.map((text, at) => ({
      resourceType: 'Patient',
      id: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
      name: [{ family: text, given: [text] }],
      birthDate: '1950-01-01',
    }))
    const { outcomes } = await world.bring(
      await folder.write('hostile.ndjson', people.map((each) => JSON.stringify(each)).join('\n')),
    )
    expect(outcomes).toHaveLength(hostile.length)
    const stored = await db
      .selectFrom('care.patient')
      .select(['source_id', 'family_name'])
      .where('source_id', 'like', 'Patient/00000000-0000-4000-9000-%')
      .execute()
    const families = new Map(stored.map(({ source_id, family_name }) => [source_id, family_name]))
    for (const [at, { resource, outcome, notes }] of outcomes
      .toSorted((a, b) => (a.resource < b.resource ? -1 : 1))
      .entries()) {
      const text = hostile[at] ?? ''
      if (outcome === 'refused') expect(notes[0]).toMatch(/^name\[0\]\.(family|given\[0\]): must not /)
      else if (notes.length === 0) expect(families.get(resource)).toBe(text.trim() === '' ? null : text)
      else expect(notes[0]).toContain('placeholder')
    }
  })
})
