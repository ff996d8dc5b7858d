import { beforeAll, describe, expect, it } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { days } from '../support/factories/time.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'
import { record } from './views.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let surgery: Organisation
let rivergreen: Group
let lacefield: Group
let nurse: Person
let recorder: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const community = await world.organisation('community_provider')
  rivergreen = await world.group([surgery, community])
  lacefield = await world.group([surgery, community])
  nurse = await world.staff('community_nurse', community, { memberOf: [rivergreen, lacefield] })
  recorder = await world.staff('gp', surgery, { memberOf: [rivergreen] })
})

/** What a nurse who works in both groups is shown of somebody, from one of them. */
async function practiceSeenFrom(group: Group, patient: Patient): Promise<string | undefined> {
  const { id, session } = await world.declaration(nurse, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  const seen = await gate.get(await gate.decide(session, id), record, { id: patient.id })
  return seen?.practice.state
}

async function onBothLists(): Promise<Patient> {
  return world.patient({ registeredAt: surgery, onTheListOf: [rivergreen, lacefield] })
}

describe('a wish', () => {
  it('for one group counts there, and leaves the other group as it was', async () => {
    const grace = await onBothLists()
    await world.wish(grace, recorder, { effect: 'deny', what: 'location', group_id: rivergreen.id })
    expect(await practiceSeenFrom(rivergreen, grace)).toBe('withheld')
    expect(await practiceSeenFrom(lacefield, grace)).toBe('shown')
  })

  it('with an exception for one group counts everywhere else', async () => {
    const grace = await onBothLists()
    await world.wish(grace, recorder, { effect: 'deny', what: 'location', recorded_at: days(-3), starts_at: days(-3) })
    await world.wish(grace, recorder, { effect: 'permit', what: 'location', group_id: lacefield.id })
    expect(await practiceSeenFrom(rivergreen, grace)).toBe('withheld')
    expect(await practiceSeenFrom(lacefield, grace)).toBe('shown')
  })

  it('counts from the moment that it begins to the moment that it ends', async () => {
    const grace = await onBothLists()
    const soon = 2.5 / (24 * 60 * 60)
    await world.wish(grace, recorder, { effect: 'deny', what: 'all', starts_at: days(soon), ends_at: days(2 * soon) })
    expect(await practiceSeenFrom(rivergreen, grace)).toBe('shown')
    await expect.poll(() => practiceSeenFrom(rivergreen, grace), { timeout: 10_000, interval: 50 }).toBeUndefined()
    await expect.poll(() => practiceSeenFrom(rivergreen, grace), { timeout: 10_000, interval: 50 }).toBe('shown')
  })
})
