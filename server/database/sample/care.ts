import { base, en, en_GB, Faker } from '@faker-js/faker'

import { addToCaseloads } from './caseload.ts'
import { addHealth } from './health.ts'
import { addNotes } from './notes.ts'
import { groups } from './organisations.ts'
import { makePerson } from './people.ts'
import { addPreferences } from './preferences.ts'
import type { SampleRows } from './rows.ts'

/** How many people the sample has: about 150 in each group. */
export const samplePeople = 1200

/**
 * Everybody in the sample and all that is known of them. The same seed and moment always make the same rows.
 *
 * @param now what "yesterday" and "due on Friday" are counted from
 */
export function sampleCare({
  seed = 2014,
  now,
  people = samplePeople,
}: {
  seed?: number
  now: Date
  people?: number
}): SampleRows {
  const faker = new Faker({ locale: [en_GB, en, base], seed })
  faker.setDefaultRefDate(now)
  const rows: SampleRows = {}
  for (let number = 0; number < people; number += 1) {
    const group = groups[number % groups.length]
    if (!group) throw new Error('The sample needs a group.')
    const person = makePerson(faker, rows, number, group, now)
    addHealth(faker, rows, person, now)
    addNotes(faker, rows, person, now)
    addToCaseloads(faker, rows, person, now)
    addPreferences(faker, rows, person, now)
  }
  return rows
}
