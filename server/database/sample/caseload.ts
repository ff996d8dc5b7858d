import type { Faker } from '@faker-js/faker'

import { groupId, roleId, sampleId } from './house.ts'
import { groups, type SampleGroup } from './organisations.ts'
import type { SamplePerson } from './people.ts'
import { add, dayBefore, type SampleRow, type SampleRows, timeBefore } from './rows.ts'
import { staff } from './staff.ts'

const reasons = [
  'several_services',
  'recent_hospital_stay',
  'risk_of_admission',
  'support_at_home',
  'team_review',
  'other',
] as const
const managers = ['community_nurse', 'social_worker', 'mental_health_practitioner', 'therapist'] as const

/** Puts four of five people on their group's list, in every state that an entry can be in; some on two lists. */
export function addToCaseloads(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  if (person.number % 5 === 4) return
  addEntry(faker, rows, person, person.group, now)
  if (person.number % 41 === 6) {
    const next = groups[(groups.indexOf(person.group) + 1) % groups.length]
    if (next) addEntry(faker, rows, person, next, now)
  }
}

function addEntry(faker: Faker, rows: SampleRows, person: SamplePerson, group: SampleGroup, now: Date): void {
  const added = faker.number.int({ min: 1, max: 300 })
  const members = staff.filter((of) => of.memberOf.includes(group))
  const proposed = person.number % 29 === 2 || group !== person.group
  const adder =
    members.find((of) => (proposed ? of.organisation.kind !== 'gp_practice' : of.organisation === person.practice)) ??
    members[0]
  const entry: SampleRow<'caseload_entry'> = {
    id: sampleId('caseload_entry', `${group.slug}/${person.number}`),
    patient_id: person.id,
    group_id: groupId(group),
    status: statusOf(faker, person),
    reason: faker.helpers.arrayElement(reasons),
    added_by: adder ? roleId(adder) : null,
    added_at: timeBefore(now, added),
    confirmed_at: timeBefore(now, added - 0.5),
  }
  if (entry.status === 'finished' || entry.status === 'cancelled') {
    entry.ended_at = timeBefore(now, faker.number.float({ min: 0.1, max: added - 0.6 }))
    entry.end_reason = person.deceased
      ? 'died'
      : faker.helpers.arrayElement(['goals_met', 'moved_away', 'person_asked', 'not_suitable'])
  } else if (proposed) {
    // Waits for the registered practice: nobody makes their own route.
    Object.assign(entry, { status: 'planned', confirmed_at: null })
  } else {
    entry.review_due =
      faker.helpers.maybe(() => dayBefore(now, faker.number.int({ min: -120, max: 30 })), { probability: 0.85 }) ?? null
    nameCareManager(faker, entry, person, group, now, added)
  }
  add(rows, 'caseload_entry', entry)
}

function statusOf(faker: Faker, person: SamplePerson): string {
  if (person.deceased) return 'finished'
  return faker.helpers.weightedArrayElement([
    { weight: 16, value: 'active' },
    { weight: 2, value: 'planned' },
    { weight: 2, value: 'waitlist' },
    { weight: 2, value: 'onhold' },
    { weight: 2, value: 'finished' },
    { weight: 1, value: 'cancelled' },
  ])
}

/** Most have a care manager who has accepted; some wait for an answer, some for anybody. */
function nameCareManager(
  faker: Faker,
  entry: SampleRow<'caseload_entry'>,
  person: SamplePerson,
  group: SampleGroup,
  now: Date,
  added: number,
): void {
  if (person.number % 3 === 0) return
  const possible = staff.filter((of) => of.memberOf.includes(group) && managers.some((role) => role === of.role))
  const manager = faker.helpers.arrayElement(possible)
  const named = faker.number.float({ min: 0.01, max: added - 0.6 })
  const coordinator = staff.find((of) => of.memberOf.includes(group) && of.role === 'care_coordinator')
  entry.care_manager_role_id = roleId(manager)
  entry.care_manager_named_at = timeBefore(now, named)
  entry.care_manager_named_by = coordinator ? roleId(coordinator) : null
  entry.care_manager_accepted_at = person.number % 17 === 1 ? null : timeBefore(now, named * 0.99)
}
