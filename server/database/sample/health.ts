import type { Faker } from '@faker-js/faker'

import { maskOf, type Mask } from '../../access/categories.ts'
import { readCodeTable } from '../../access/codes.ts'
import { allergies, type Profile, profiles } from './conditions.ts'
import { sampleId, sampleSystem } from './house.ts'
import type { SamplePerson } from './people.ts'
import { add, dayBefore, type SampleRows, timeBefore } from './rows.ts'

const snomed = 'http://snomed.info/sct'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const masks = new Map(readCodeTable().map(({ system, code, categories }) => [`${system}|${code}`, maskOf(categories)]))

/** What a code of the table tells; throws on a code that it doesn't have. */
function tells(system: string, code: string): Mask {
  const mask = masks.get(`${system}|${code}`)
  if (mask === undefined) throw new Error(`The code table has no ${system}|${code}.`)
  return mask
}

/** Everything recorded of one person's health: more of it the older they are. */
export function addHealth(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  const possible = profiles
    .filter(({ ages, sex }) => person.age >= ages[0] && person.age <= ages[1] && (!sex || sex === person.sex))
    .map((value) => ({ weight: value.weight, value }))
  const count = faker.number.int({ min: 1, max: person.age > 75 ? 5 : 3 })
  const chosen = new Set(Array.from({ length: count }, () => faker.helpers.weightedArrayElement(possible)))
  let at = 0
  for (const profile of chosen) {
    addProfile(faker, rows, person, profile, at, now)
    at += 1
  }
  if (person.number % 5 === 1) addAllergy(faker, rows, person, now)
  if (person.number % 149 === 77) addUnclassified(rows, person, now)
}

interface Entry {
  id: string
  patient_id: string
  categories: Mask
  record_status: string
  source_system: string
  source_id: string
}

function entryOf(person: SamplePerson, kind: string, at: number | string, categories: Mask): Entry {
  const source_id = `${kind}/${person.number}/${at}`
  return {
    id: sampleId(kind, `${person.number}/${at}`),
    patient_id: person.id,
    categories,
    record_status: 'current',
    source_system: sampleSystem,
    source_id,
  }
}

function addProfile(
  faker: Faker,
  rows: SampleRows,
  person: SamplePerson,
  profile: Profile,
  at: number,
  now: Date,
): void {
  const since = faker.number.int({ min: 40, max: 3000 })
  let about = 0
  if (profile.condition) {
    about = tells(snomed, profile.condition)
    add(rows, 'condition', {
      ...entryOf(person, 'condition', at, about),
      system: snomed,
      code: profile.condition,
      clinical_status: 'active',
      verification_status: 'confirmed',
      onset_on: dayBefore(now, since),
      recorded_on: dayBefore(now, since - 3),
      ...(person.number % 211 === 20 && at === 0 ? { record_status: 'entered_in_error' } : {}),
    })
  }
  // What goes with a condition tells of it, so it has the condition's categories beside its own.
  for (const code of profile.medicines ?? []) {
    add(rows, 'medicine', {
      ...entryOf(person, 'medicine', `${at}/${code}`, tells(rxnorm, code) | about),
      system: rxnorm,
      code,
      status: 'active',
      authored_on: dayBefore(now, faker.number.int({ min: 5, max: since })),
      dosage: faker.helpers.arrayElement(['One a day', 'One in the morning', 'One twice a day', 'As needed']),
    })
  }
  const plan = profile.plan
    ? addPlan(rows, person, profile, profile.plan, about, at, dayBefore(now, since - 10))
    : about
  if (profile.goal && plan !== 0) {
    add(rows, 'goal', {
      ...entryOf(person, 'goal', at, plan),
      description: profile.goal,
      status: 'active',
      achievement: faker.helpers.arrayElement(['In progress', 'Improving', 'No change', null]),
      starts_on: dayBefore(now, since - 10),
      due_on: dayBefore(now, -faker.number.int({ min: 10, max: 300 })),
    })
  }
  addEncounters(faker, rows, person, profile, at, now)
}

function addPlan(
  rows: SampleRows,
  person: SamplePerson,
  profile: Profile,
  code: string,
  about: Mask,
  at: number,
  starts_on: string,
): Mask {
  const plan = entryOf(person, 'care_plan', at, tells(snomed, code) | about)
  add(rows, 'care_plan', { ...plan, system: snomed, code, status: 'active', starts_on })
  for (const activity of profile.activities ?? []) {
    add(rows, 'care_plan_activity', {
      ...entryOf(person, 'care_plan_activity', `${at}/${activity}`, tells(snomed, activity) | plan.categories),
      care_plan_id: plan.id,
      system: snomed,
      code: activity,
      status: 'in-progress',
    })
  }
  return plan.categories
}

function addEncounters(
  faker: Faker,
  rows: SampleRows,
  person: SamplePerson,
  profile: Profile,
  at: number,
  now: Date,
): void {
  const code = profile.encounter ?? '185349003'
  const mask = tells(snomed, code) | (profile.condition ? tells(snomed, profile.condition) : 0)
  const inpatient = code === '183452005'
  for (let visit = 0; visit < faker.number.int({ min: 1, max: 3 }); visit += 1) {
    const ago = faker.number.int({ min: 2, max: 700 })
    add(rows, 'encounter', {
      ...entryOf(person, 'encounter', `${at}/${visit}`, mask),
      system: snomed,
      code,
      ...(profile.condition && { reason_system: snomed, reason_code: profile.condition }),
      class: inpatient ? 'IMP' : 'AMB',
      status: 'finished',
      started_at: timeBefore(now, ago),
      ended_at: timeBefore(now, inpatient ? Math.max(ago - 6, 0) : ago - 0.02),
      provider: inpatient ? 'Castlemere Teaching Hospitals' : person.practice.name,
    })
  }
}

function addAllergy(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  const code = faker.helpers.arrayElement(allergies)
  add(rows, 'allergy', {
    ...entryOf(person, 'allergy', 0, tells(snomed, code)),
    system: snomed,
    code,
    clinical_status: 'active',
    verification_status: 'confirmed',
    criticality: faker.helpers.arrayElement(['low', 'high', null]),
    recorded_on: dayBefore(now, faker.number.int({ min: 200, max: 6000 })),
  })
}

/** A code that the table doesn't know, which waits at the practice until somebody says what it tells. */
function addUnclassified(rows: SampleRows, person: SamplePerson, now: Date): void {
  add(rows, 'condition', {
    ...entryOf(person, 'condition', 'unclassified', maskOf(['unclassified'])),
    system: 'urn:sample:local-codes',
    code: `L${person.number}`,
    clinical_status: 'active',
    onset_on: dayBefore(now, 50),
  })
}
