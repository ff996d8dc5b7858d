import type { Faker } from '@faker-js/faker'

import { maskOf } from '../../access/categories.ts'
import type { CareTables } from '../schema-care.ts'
import { organisationId, sampleId, sampleSystem } from './house.ts'
import { type NamePool, namePools } from './names.ts'
import { nhsNumberOf } from './nhs-numbers.ts'
import type { SampleGroup, SampleOrganisation } from './organisations.ts'
import { add, dayBefore, type SampleRows } from './rows.ts'

/** Somebody of the sample, as the rest of it is made around them. */
export interface SamplePerson {
  id: string
  number: number
  group: SampleGroup
  practice: SampleOrganisation
  age: number
  sex: 'female' | 'male'
  deceased: boolean
  restricted: boolean
}

const identity = maskOf(['identity'])
const streets = [
  'Bobbin Lane',
  'Needle Row',
  'Willow Rise',
  'Tannery Road',
  'Frame Street',
  'Osier Close',
  'Heron Walk',
  'Lock Terrace',
  'Bellfield Avenue',
  'Plumtree Crescent',
]

/**
 * One adult: who they are, where they live, how they are reached.
 *
 * @param number counted from nought; gives them their NHS number and their group
 */
export function makePerson(
  faker: Faker,
  rows: SampleRows,
  number: number,
  group: SampleGroup,
  now: Date,
): SamplePerson {
  const practice = group.practices[number % 3 === 0 ? 1 : 0]
  const age = faker.helpers.weightedArrayElement([
    { weight: 1, value: faker.number.int({ min: 18, max: 39 }) },
    { weight: 2, value: faker.number.int({ min: 40, max: 64 }) },
    { weight: 4, value: faker.number.int({ min: 65, max: 79 }) },
    { weight: 4, value: faker.number.int({ min: 80, max: 98 }) },
  ])
  const sex = faker.helpers.arrayElement(['female', 'male'] as const)
  const person = {
    id: sampleId('patient', number),
    number,
    group,
    practice,
    age,
    sex,
    deceased: age > 70 && number % 97 === 5,
    restricted: number % 101 === 7,
  }
  const pool = faker.helpers.weightedArrayElement(namePools)
  addPatient(faker, rows, person, pool, now)
  addReach(faker, rows, person, now)
  return person
}

function addPatient(faker: Faker, rows: SampleRows, person: SamplePerson, pool: NamePool, now: Date): void {
  const { id, number, age, sex } = person
  const name = {
    given_names: namesOf(faker, pool, sex),
    family_name: faker.helpers.arrayElement(pool.family),
    prefix: sex === 'male' ? 'Mr' : faker.helpers.arrayElement(['Mrs', 'Mrs', 'Miss', 'Ms']),
  }
  add(rows, 'patient', {
    id,
    source_system: sampleSystem,
    source_id: `patient/${number}`,
    family_name: name.family_name,
    given_names: name.given_names,
    name_prefix: name.prefix,
    birth_date: dayBefore(now, Math.round(age * 365.25) + faker.number.int({ min: 1, max: 364 })),
    birth_date_precision: 'day',
    sex,
    deceased: person.deceased,
    deceased_at: person.deceased ? new Date(now.getTime() - faker.number.int({ min: 5, max: 60 }) * 86_400_000) : null,
    // A few are known by nothing but their name, as in any real list.
    nhs_number: number % 89 === 3 ? null : nhsNumberOf(number),
    nhs_number_status: number % 89 === 3 ? null : 'Number present and verified',
    registered_practice_id: organisationId(person.practice),
    marital_status: faker.helpers.arrayElement(['Married', 'Widowed', 'Single', 'Divorced', 'Civil partner', null]),
    ethnic_category: faker.helpers.maybe(() => pool.ethnic_category, { probability: 0.93 }) ?? null,
    religion: faker.helpers.maybe(() => faker.helpers.arrayElement(pool.religion), { probability: 0.7 }) ?? null,
    first_language: pool.first_language,
    restricted_record: person.restricted,
  })
  const names = { id: sampleId('name', number), patient_id: id, categories: identity, use: 'official', ...name }
  add(rows, 'patient_name', names)
  const former = formerName(faker, person, pool)
  if (former)
    add(rows, 'patient_name', {
      ...names,
      ...former,
      id: sampleId('former-name', number),
      ends_on: dayBefore(now, 4000),
    })
}

function namesOf(faker: Faker, pool: NamePool, sex: 'female' | 'male'): string {
  return faker.helpers.arrayElements(pool[sex], { min: 1, max: 2 }).join(' ')
}

/** A maiden name; and for a very few a name that the law protects (Gender Recognition Act s22). */
function formerName(
  faker: Faker,
  person: SamplePerson,
  pool: NamePool,
): Partial<CareTables['patient_name']> | undefined {
  if (person.number % 173 === 11) {
    const given_names = namesOf(faker, pool, person.sex === 'female' ? 'male' : 'female')
    return { categories: maskOf(['legally_restricted']), use: 'old', given_names, prefix: null }
  }
  if (person.sex === 'female' && person.number % 3 === 0)
    return { use: 'maiden', family_name: faker.helpers.arrayElement(pool.family) }
  return undefined
}

function addReach(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  const { id, number } = person
  const address = {
    use: 'home',
    lines: [`${faker.number.int({ min: 1, max: 180 })} ${faker.helpers.arrayElement(streets)}`],
    city: 'Castlemere',
    district: person.group.name.replace(' group', ''),
    // ZZ99 stands for no real place (ODS pseudo-postcodes).
    postcode: `ZZ99 ${faker.number.int({ min: 1, max: 9 })}${faker.string.alpha({ length: 2, casing: 'upper' })}`,
  }
  add(rows, 'patient_address', { id: sampleId('address', number), patient_id: id, is_current: true, ...address })
  if (number % 7 === 0) {
    const lines = [`${faker.number.int({ min: 1, max: 180 })} ${faker.helpers.arrayElement(streets)}`]
    const ended = { ...address, lines, use: 'old', is_current: false, ends_on: dayBefore(now, 900) }
    add(rows, 'patient_address', { id: sampleId('old-address', number), patient_id: id, ...ended })
  }
  if (number % 13 !== 4) {
    // Numbers that Ofcom keeps for drama, so that nobody's rings.
    const use = faker.helpers.arrayElement(['mobile', 'home'])
    const value = (use === 'mobile' ? '07700 900' : '0115 496 0') + digits(faker, 3)
    add(rows, 'patient_telecom', {
      id: sampleId('telecom', number),
      patient_id: id,
      system: 'phone',
      use,
      value,
      is_current: true,
    })
  }
  const need = faker.helpers.weightedArrayElement([
    { weight: 12, value: null },
    { weight: 2, value: 'Hearing aid wearer' },
    { weight: 1, value: 'Needs large print' },
    { weight: 1, value: 'Needs British Sign Language interpreter' },
    { weight: 1, value: 'Needs an interpreter' },
    { weight: 1, value: 'Needs more time to answer' },
  ])
  if (need) add(rows, 'communication_need', { id: sampleId('need', number), patient_id: id, need })
  if (number % 5 < 2) addRelative(faker, rows, person)
}

function addRelative(faker: Faker, rows: SampleRows, person: SamplePerson): void {
  const pool = faker.helpers.weightedArrayElement(namePools)
  const relationship = faker.helpers.arrayElement(
    person.age > 60
      ? ['daughter', 'son', 'wife or husband', 'neighbour', 'friend']
      : ['mother', 'father', 'partner', 'sister', 'friend'],
  )
  add(rows, 'related_person', {
    id: sampleId('relative', person.number),
    patient_id: person.id,
    source_system: sampleSystem,
    source_id: `relative/${person.number}`,
    relationship: faker.helpers.maybe(() => `${relationship}, carer`, { probability: 0.3 }) ?? relationship,
    given_names: faker.helpers.arrayElement(pool[faker.helpers.arrayElement(['female', 'male'] as const)]),
    family_name: faker.helpers.arrayElement(pool.family),
    telecom: `07700 900${digits(faker, 3)}`,
    agreed_to_contact: faker.helpers.arrayElement([true, true, false, null]),
  })
}

function digits(faker: Faker, length: number): string {
  return faker.string.numeric({ length, allowLeadingZeros: true })
}
