import { beforeAll, describe, expect, it } from 'vitest'

import type { Purpose, Role } from '../../../server/access/vocabulary.ts'
import { callerFor, testRooms } from '../../support/api.ts'
import { testDatabase } from '../../support/database.ts'
import { type Group, type Organisation, type Patient, Scenario } from '../../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

let council: Organisation
let group: Group
let grace: Patient

beforeAll(async () => {
  const surgery = await world.organisation('gp_practice')
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  grace = await world.patient({ registeredAt: surgery })
  await world.onTheList(grace, group, { status: 'planned', confirmed_at: null })
  await world.condition(grace, 'clinical_summary')
})

async function recordFor(role: Role, purpose: Purpose) {
  const person = await world.staff(role, council, { memberOf: [group] })
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose,
    over: group,
    patient: grace,
    reason: 'a concern',
  })
  return callerFor(rooms, session).patients.record({ declaration: id, patient: grace.id })
}

describe('the record of somebody whom nobody has confirmed', () => {
  it.each([
    ['social_worker', 'direct_care'],
    ['link_worker', 'direct_care'],
    ['care_coordinator', 'care_coordination'],
    ['social_worker', 'safeguarding'],
  ] as const)('never says to a %s in %s that it holds all there is, but of who they are', async (role, purpose) => {
    const { sections, conditions } = await recordFor(role, purpose)
    expect(conditions).toEqual([])
    const open = sections.filter(({ state }) => state !== 'withheld').map(({ category }) => category)
    expect(open).toEqual(['identity'])
    expect(sections.find(({ category }) => category === 'safety_alert')?.reason).toBe('identity_until_confirmed')
  })
})
