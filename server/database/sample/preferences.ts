import type { Faker } from '@faker-js/faker'

import { groupId, roleId, sampleId } from './house.ts'
import type { SampleGroup } from './organisations.ts'
import type { SamplePerson } from './people.ts'
import { add, type SampleRow, type SampleRows, timeBefore } from './rows.ts'
import { staff, type SampleStaff } from './staff.ts'

type Wish = Pick<SampleRow<'sharing_preference'>, 'effect' | 'what'> & Partial<SampleRow<'sharing_preference'>>

/** What people ask for, each a list of what they said in turn. */
const wishes: readonly ((group: SampleGroup, now: Date) => readonly Wish[])[] = [
  () => [{ effect: 'deny', what: 'mental_health' }],
  () => [{ effect: 'deny', what: 'substance_use', organisation_kind: 'local_authority' }],
  () => [{ effect: 'deny', what: 'all' }],
  () => [{ effect: 'deny', what: 'risk_stratification' }],
  (group) => [{ effect: 'deny', what: 'all', group_id: groupId(group) }],
  (group) => [{ effect: 'deny', what: 'contact', group_id: groupId(group) }],
  () => [{ effect: 'deny', what: 'all', organisation_kind: 'voluntary_sector' }],
  () => [
    { effect: 'deny', what: 'all' },
    { effect: 'permit', what: 'all', organisation_kind: 'community_provider' },
  ],
  () => [
    { effect: 'deny', what: 'personal_circumstances' },
    { effect: 'permit', what: 'personal_circumstances', organisation_kind: 'local_authority' },
  ],
  (_, now) => [{ effect: 'deny', what: 'social_care', ends_at: timeBefore(now, -60) }],
  (_, now) => [{ effect: 'deny', what: 'location', starts_at: timeBefore(now, 400), ends_at: timeBefore(now, 100) }],
  () => [{ effect: 'deny', what: 'end_of_life', said_by: 'lpa', incapacity_recorded: true }],
  (group) => [
    { effect: 'deny', what: 'clinical_summary' },
    { effect: 'permit', what: 'clinical_summary', group_id: groupId(group) },
  ],
]

/** About one person in seventeen has asked for something; who wrote it down is somebody of their practice or group. */
export function addPreferences(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  if (person.number % 17 !== 9) return
  const said = wishes[Math.floor(person.number / 17) % wishes.length]?.(person.group, now) ?? []
  const recorders = staff.filter((of) => isNear(of, person))
  const recorder = faker.helpers.arrayElement(recorders)
  said.forEach((wish, at) => {
    const when = timeBefore(now, 40 - at * 5)
    add(rows, 'sharing_preference', {
      id: sampleId('preference', `${person.number}/${at}`),
      patient_id: person.id,
      starts_at: when,
      said_by: 'patient',
      incapacity_recorded: false,
      attested: true,
      recorded_by: roleId(recorder),
      recorded_at: when,
      ...wish,
    })
  })
}

function isNear(of: SampleStaff, person: SamplePerson): boolean {
  return of.organisation === person.practice || (of.memberOf.includes(person.group) && of.role === 'community_nurse')
}
