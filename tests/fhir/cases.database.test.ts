import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { categoriesOf } from '../../server/access/categories.ts'
import { findCaseload } from '../../server/fhir/destination.ts'
import { testDatabase } from '../support/database.ts'
import { importWorld, PRACTICE } from './world.ts'

const database = await testDatabase()
const world = await importWorld(database)
const db = database.owner.kysely

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
const bring = (...names: string[]) => world.bring(...names.map(fixture))
const U = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

async function patient(family: string) {
  return db.selectFrom('care.patient').selectAll().where('family_name', '=', family).executeTakeFirstOrThrow()
}

const namesOf = (id: string) => db.selectFrom('care.patient_name').selectAll().where('patient_id', '=', id).execute()
const addressesOf = (id: string) =>
  db.selectFrom('care.patient_address').selectAll().where('patient_id', '=', id).execute()
const telecomsOf = (id: string) =>
  db.selectFrom('care.patient_telecom').selectAll().where('patient_id', '=', id).execute()

async function onCaseload(patient_id: string) {
  const entry = await db
    .selectFrom('care.caseload_entry')
    .selectAll()
    .where('patient_id', '=', patient_id)
    .executeTakeFirst()
  return entry && { status: entry.status, confirmed: entry.confirmed_at !== null }
}

const told = ({ outcomes }: Awaited<ReturnType<typeof bring>>) =>
  outcomes.map(({ resource, outcome, notes }) => [resource.split('/')[0], outcome, ...notes])

describe('people without an NHS number', () => {
  it('go in without one, and no other number is taken for it', async () => {
    await bring('no-nhs-number.json')
    const marlow = await patient('Marlow')
    expect(marlow).toMatchObject({ nhs_number: null, nhs_number_status: null, source_id: 'a-1', sex: 'female' })
    expect(marlow).toMatchObject({ registered_practice_id: world.practice_id, birth_date: '1941-02-11' })
    expect(await onCaseload(marlow.id)).toEqual({ status: 'active', confirmed: true })
  })

  it('change nothing when they come again, in the same file or in another', async () => {
    const { id } = await patient('Marlow')
    expect(told(await bring('no-nhs-number.json', 'same-person-again.json'))).toEqual([
      ['Patient', 'already here'],
      ['Patient', 'already here'],
    ])
    expect(told(await bring('same-person-again.json'))).toEqual([['Patient', 'already here']])
    expect(await namesOf(id)).toMatchObject([{ family_name: 'Marlow' }])
    expect(await addressesOf(id)).toEqual([])
  })

  it('are put on no other list by a practice that is not theirs, nor registered there', async () => {
    expect(told(await world.bringElsewhere(fixture('no-nhs-number.json')))).toEqual([['Patient', 'already here']])
    const { id, registered_practice_id } = await patient('Marlow')
    expect(registered_practice_id).toBe(world.practice_id)
    const entries = await db.selectFrom('care.caseload_entry').select('group_id').where('patient_id', '=', id).execute()
    expect(entries).toEqual([{ group_id: world.group_id }])
  })
})

describe('one NHS number', () => {
  it('of two people makes nobody of the two the other', async () => {
    expect(told(await bring('one-number-two-people.json'))).toEqual([
      ['Patient', 'taken'],
      ['Patient', 'taken'],
      ['RelatedPerson', 'refused', 'patient: could be any of 2 persons in these files'],
    ])
    const both = await db.selectFrom('care.patient').selectAll().where('nhs_number', '=', '9990000018').execute()
    expect(both.map((each) => each.given_names).sort()).toEqual(['Ada', 'Alan'])
    expect(both.map((each) => each.nhs_number_status)).toEqual(Array(2).fill('number-present-and-verified'))
  })

  it('of the several of one person is the one in use', async () => {
    await bring('two-numbers-one-person.json')
    expect(await patient('Oakes')).toMatchObject({ nhs_number: '9990000034', source_id: 'two-numbers' })
  })

  it('with a wrong check digit is not kept, and its person is', async () => {
    expect(told(await bring('wrong-check-digit.json'))).toEqual([
      ['Patient', 'taken', 'identifier: the NHS number is not kept, since its check digit is wrong'],
    ])
    expect(await patient('Lund')).toMatchObject({ nhs_number: null, nhs_number_status: null })
  })
})

describe('sparse people', () => {
  it('go in with what there is; R and V restrict where they can be found', async () => {
    expect(told(await bring('sparse.json'))).toEqual(Array(3).fill(['Patient', 'taken']))
    const numbers = ['9990000042', '9990000050', '9990000069']
    const rows = await db
      .selectFrom('care.patient')
      .selectAll()
      .where('nhs_number', 'in', numbers)
      .orderBy('nhs_number')
      .execute()
    expect(rows.map(({ restricted_record }) => restricted_record)).toEqual([false, true, true])
    expect(rows[0]).toMatchObject({ family_name: null, birth_date: null, birth_date_precision: null, sex: null })
  })

  it('are called by no number in the report', async () => {
    const { outcomes } = await bring('sparse.json')
    expect(outcomes.map(({ resource }) => resource)).toEqual(Array(3).fill('Patient'))
  })
})

describe('what has ended', () => {
  it('is kept and not current, and the name in use is the one that holds', async () => {
    await bring('ended.json')
    const after = await patient('After')
    expect(after).toMatchObject({ birth_date: '1955-03-31', birth_date_precision: 'month' })
    const addresses = await addressesOf(after.id)
    const current = addresses.map(({ lines, is_current, use }) => [lines[0], use, is_current]).sort()
    expect(current).toEqual([
      ['1 Old Lane', 'home', false],
      ['9 Gone Street', 'old', false],
      ['Ward 4', 'temp', true],
    ])
    const telecoms = await telecomsOf(after.id)
    expect(telecoms.map(({ value, is_current }) => [value, is_current]).sort()).toEqual([
      ['0115 496 0001', false],
      ['07700 900123', true],
    ])
    expect(await namesOf(after.id)).toHaveLength(2)
  })
})

describe('the dead and the young', () => {
  it('are kept and not put on the caseload', async () => {
    await bring('deaths.json')
    for (const family of ['Formal', 'Dated', 'Undated']) {
      const { id, deceased } = await patient(family)
      expect([family, deceased, await onCaseload(id)]).toEqual([family, true, undefined])
    }
    const young = await patient('Young')
    expect(young.deceased).toBe(false)
    expect(await onCaseload(young.id)).toBeUndefined()
  })

  it('are not those whose death notification was removed', async () => {
    const living = await patient('Living')
    expect(living).toMatchObject({ deceased: false, deceased_at: null })
    expect(await onCaseload(living.id)).toEqual({ status: 'active', confirmed: true })
  })

  it('keep encounters after death, and what is recorded as active stays so', async () => {
    const dated = await patient('Dated')
    const encounters = await db.selectFrom('care.encounter').selectAll().where('patient_id', '=', dated.id).execute()
    expect(encounters).toMatchObject([{ code: '185349003', status: 'finished' }])
    expect(encounters[0]?.started_at?.getTime()).toBeGreaterThan(dated.deceased_at?.getTime() ?? Infinity)
    const living = await patient('Living')
    const conditions = await db.selectFrom('care.condition').selectAll().where('patient_id', '=', living.id).execute()
    expect(conditions).toMatchObject([{ code: '74400008', clinical_status: 'active', onset_on: '1971-03-01' }])
  })
})

describe('names', () => {
  it('are kept as they came', async () => {
    await bring('names.json')
    for (const family of ["O'Keefe", 'Núñez-Ångström', 'Gutmann970', 'MCCARTHY', '!', '.', 'Łukasiewicz'])
      await patient(family)
    expect(await patient('Gutmann970')).toMatchObject({ given_names: 'Andrew29' })
    expect(await patient('Łukasiewicz')).toMatchObject({ given_names: null })
    const smith = await patient('Smith')
    expect(smith).toMatchObject({ name_prefix: 'Dr.' })
    const names = await namesOf(smith.id)
    expect(names.map(({ use, family_name, suffix }) => [use, family_name, suffix]).sort()).toEqual([
      ['maiden', 'Brown', null],
      ['official', 'Smith', 'MBE'],
    ])
  })
})

describe('wrong types', () => {
  it('are read where it is plain what was meant, and refused by field and rule elsewhere', async () => {
    expect(told(await bring('wrong-types.json'))).toEqual([
      [
        'Patient',
        'refused',
        'id: has neither an id nor an identifier, so nobody could tell it when it comes again',
        'id was a placeholder that nobody filled in, and is left out',
      ],
      [
        'Patient',
        'refused',
        expect.stringMatching(/^name: must be a list; gender: must be one of .*; birthDate: must be a date/),
      ],
      ['Patient', 'taken'],
      [
        'Patient',
        'taken',
        'name[0].family was a placeholder that nobody filled in, and is left out',
        'telecom[0].value was a placeholder that nobody filled in, and is left out',
      ],
      ['Condition', 'refused', 'code: must be an object'],
      ['Patient', 'refused', 'asks for DELETE: an import adds what is new and does nothing else'],
    ])
    const lines = await patient('Lines')
    expect(lines.given_names).toBe('Mary Ann')
    expect(await addressesOf(lines.id)).toMatchObject([{ lines: ['12 High Street', 'Beeston', 'NG9 1AA'] }])
  })
})

describe('references', () => {
  it('are followed however they are written, and bring the categories of what they lead to', async () => {
    const { outcomes } = await bring('references.json')
    expect(
      outcomes.filter(({ outcome }) => outcome !== 'taken').map(({ resource, notes }) => [resource, ...notes]),
    ).toEqual([['Procedure/nobody', 'subject: names nobody in these files; give the file with the person too']])
    const { id } = await patient('Refer')
    const procedures = await db.selectFrom('care.procedure').selectAll().where('patient_id', '=', id).execute()
    const told = Object.fromEntries(
      procedures.map((each) => [each.source_id?.split('/')[1] ?? '', categoriesOf(each.categories)]),
    )
    const pregnancy = ['clinical_summary', 'sexual_and_reproductive_health']
    expect(told).toEqual({
      [U(91)]: pregnancy,
      relative: pregnancy,
      conditional: pregnancy,
      contained: pregnancy,
      missing: ['clinical_summary', 'unclassified'],
    })
  })

  it('give a goal in words the categories of its plan, and an activity those of both', async () => {
    const goals = await db.selectFrom('care.goal').selectAll().orderBy('source_id').execute()
    expect(goals.map(({ description, categories }) => [description, categoriesOf(categories)])).toEqual([
      ['A goal of no plan', ['unclassified']],
      ['A goal in words', ['clinical_summary', 'sexual_and_reproductive_health']],
    ])
    const activities = await db.selectFrom('care.care_plan_activity').selectAll().execute()
    expect(activities.map(({ code, categories }) => [code, categoriesOf(categories)])).toEqual([
      ['229065009', ['clinical_summary', 'sexual_and_reproductive_health']],
    ])
  })

  it('give a medicine the drug that it contains, with its dose', async () => {
    const [medicine] = await db.selectFrom('care.medicine').selectAll().execute()
    expect(medicine).toMatchObject({ code: '310965', dosage: 'One when it hurts', status: 'active' })
    expect(categoriesOf(medicine?.categories ?? 0)).toEqual(['medicines'])
  })

  it('are kept, also those that lead nowhere, so that categories can be worked out again', async () => {
    const kept = await db
      .selectFrom('care.entry_reference')
      .select(['from_table', 'to_table', 'to_source_id'])
      .execute()
    expect(kept).toContainEqual({ from_table: 'procedure', to_table: 'condition', to_source_id: 'Condition/c9' })
    expect(kept).toContainEqual({ from_table: 'procedure', to_table: null, to_source_id: 'Condition/nowhere' })
    expect(kept).toContainEqual({ from_table: 'goal', to_table: 'care_plan', to_source_id: 'CarePlan/plan' })
  })

  it('and codes: one that nobody knows is unclassified, and a label adds what it says', async () => {
    const { id } = await patient('Refer')
    const conditions = await db.selectFrom('care.condition').selectAll().where('patient_id', '=', id).execute()
    const told = Object.fromEntries(conditions.map((each) => [each.source_id ?? '', categoriesOf(each.categories)]))
    expect(told).toMatchObject({
      'Condition/unknown': ['unclassified'],
      'Condition/labelled': ['clinical_summary', 'sexual_and_reproductive_health'],
    })
  })

  it('never bring displays or words of the file along', async () => {
    for (const table of [
      'condition',
      'procedure',
      'encounter',
      'care_plan',
      'care_plan_activity',
      'medicine',
      'goal',
    ] as const) {
      const rows = await db.selectFrom(`care.${table}`).selectAll().execute()
      expect(JSON.stringify(rows)).not.toMatch(/from the file|Words of an outcome/)
    }
  })
})

describe('containers', () => {
  it.each([
    [
      'a message',
      'message.json',
      [
        ['Patient', 'taken'],
        ['MessageHeader', 'not kept', 'is the envelope of a message'],
      ],
    ],
    [
      'a searchset with an OperationOutcome',
      'searchset.json',
      [
        ['Patient', 'taken'],
        ['OperationOutcome', 'not kept', expect.any(String)],
      ],
    ],
    ['one resource alone', 'alone.json', [['Patient', 'taken']]],
    [
      'lines',
      'lines.ndjson',
      [
        ['Patient', 'taken'],
        ['Condition', 'taken'],
      ],
    ],
    [
      'a byte-order mark with CRLF',
      'bom-crlf.ndjson',
      [
        ['Patient', 'taken'],
        ['Patient', 'taken'],
      ],
    ],
    [
      'a history',
      'history.json',
      [['Bundle', 'refused', 'type: must be one of transaction, collection, searchset, batch, message']],
    ],
    [
      'broken lines',
      'broken.ndjson',
      [
        ['Patient', 'taken'],
        ['Something', 'refused', 'is not valid JSON'],
        ['Something', 'refused', 'is not valid JSON'],
        ['Something', 'refused', 'resourceType: must name a kind of FHIR resource'],
        ['Something', 'refused', 'resourceType: must name a kind of FHIR resource'],
      ],
    ],
  ])('%s', async (_, name, expected) => {
    expect(told(await bring(name))).toEqual(expected)
  })
})

describe('the audit', () => {
  it('says that the import did it', async () => {
    const events = await db.selectFrom('care.audit_event').selectAll().where('kind', '=', 'imported').execute()
    expect(events.length).toBeGreaterThan(0)
    expect(new Set(events.map(({ system_actor }) => system_actor))).toEqual(new Set(['import']))
    const { id } = await patient('Marlow')
    expect(events.some(({ patient_ids }) => patient_ids.includes(id))).toBe(true)
  })
})

describe('a group or practice that is not there', () => {
  it('is told of before anything is read', async () => {
    await expect(findCaseload(db, { group: 'Nowhere', practice: PRACTICE })).rejects.toThrow(
      'There is no group called Nowhere.',
    )
    await expect(findCaseload(db, { group: 'Trent Bridge', practice: 'Y99999' })).rejects.toThrow(
      /no GP practice .* Y99999/,
    )
  })
})
