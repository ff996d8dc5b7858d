import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'
import { caseload, record } from './views.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let surgery: Organisation
let council: Organisation
let group: Group
let khan: Person
let lowe: Person
let grace: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice', { name: 'Rivergreen' })
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
  grace = await world.patient({ registeredAt: surgery, family_name: 'Adeyemi', ethnic_category: 'B2' })
  await world.onTheList(grace, group, { review_due: '2026-12-01' })
  await world.condition(grace, 'clinical_summary')
  await world.condition(grace, 'mental_health')
})

async function inTheGroup(person: Person): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  return gate.decide(session, id)
}

async function atThePractice(person: Person): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'registered_practice',
    purpose: 'direct_care',
    over: surgery,
  })
  return gate.decide(session, id)
}

describe('a group’s list', () => {
  it('shows a social worker whom the group has, with what their role needs', async () => {
    const { rows } = await gate.list(await inTheGroup(khan), caseload)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      patient_id: grace.id,
      family_name: { state: 'shown', value: 'Adeyemi' },
      practice: { state: 'shown', value: 'Rivergreen' },
      review_due: { state: 'shown', value: '2026-12-01' },
      care_manager: { state: 'shown', value: null, absent: 'known to be none' },
      versions: { administrative: 0 },
    })
  })

  it('opens a record with the entries that the role may read, and no trace of the others', async () => {
    const nurse = await gate.get(await inTheGroup(khan), record, { id: grace.id })
    expect(nurse?.conditions).toHaveLength(1)
    const gp = await gate.get(await inTheGroup(lowe), record, { id: grace.id })
    expect(gp?.conditions).toHaveLength(2)
    expect(gp?.entries).toHaveLength(1)
  })

  it('answers alike for a patient who is missing and one out of reach', async () => {
    const stranger = await world.patient({ registeredAt: surgery })
    const decision = await inTheGroup(khan)
    expect(await gate.get(decision, record, { id: stranger.id })).toBeNull()
    expect(await gate.get(decision, record, { id: randomUUID() })).toBeNull()
  })

  it('counts whom it shows', async () => {
    expect(await gate.count(await inTheGroup(khan), caseload)).toBe(1)
  })
})

describe('the registered practice', () => {
  it('reads its own patients whole', async () => {
    const mine = await gate.get(await atThePractice(lowe), record, { id: grace.id })
    expect(mine?.conditions).toHaveLength(2)
  })
})

describe('an objection', () => {
  it('hides what it names from everyone it names, and leaves the practice its own record', async () => {
    const peter = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await world.condition(peter, 'clinical_summary')
    const decision = await inTheGroup(khan)
    const outcome = await gate.write(decision, {
      key: randomUUID(),
      changes: [
        {
          table: 'sharing_preference',
          op: 'insert',
          id: randomUUID(),
          patient_id: peter.id,
          set: { effect: 'deny', what: 'location', said_by: 'patient', attested: true },
        },
      ],
    })
    expect(outcome).toBe('done')
    const seen = await gate.get(decision, record, { id: peter.id })
    expect(seen?.practice).toEqual({ state: 'withheld', why: 'not_needed_or_not_shared', canBreakGlass: false })
    expect(seen?.wishes).toHaveLength(1)
    expect((await gate.get(await inTheGroup(lowe), record, { id: peter.id }))?.wishes).toHaveLength(0)
    const own = await gate.get(await atThePractice(lowe), record, { id: peter.id })
    expect(own?.practice).toMatchObject({ state: 'shown' })
    expect(own?.wishes).toHaveLength(1)
  })

  it('to the whole record takes the person off the group’s list at once', async () => {
    const objector = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const decision = await inTheGroup(khan)
    await gate.write(decision, {
      key: randomUUID(),
      changes: [
        {
          table: 'sharing_preference',
          op: 'insert',
          id: randomUUID(),
          patient_id: objector.id,
          set: { effect: 'deny', what: 'all', said_by: 'patient', attested: true },
        },
      ],
    })
    expect(await gate.get(decision, record, { id: objector.id })).toBeNull()
    expect(await gate.get(await atThePractice(lowe), record, { id: objector.id })).not.toBeNull()
  })
})

describe('a page', () => {
  it('goes on where the one before ended, by any order, and gives each row once', async () => {
    const busy = await world.group([surgery, council])
    const dates = ['2026-12-01', null, '2026-11-30', '2027-01-05', null, '2026-12-01', '2026-12-24']
    for (const review_due of dates) {
      const one = await world.patient({ registeredAt: surgery })
      await world.onTheList(one, busy, { review_due })
    }
    await world.membership(khan, busy)
    const { id, session } = await world.declaration(khan, {
      route: 'group_caseload',
      purpose: 'direct_care',
      over: busy,
    })
    const decision = await gate.decide(session, id)
    for (const direction of ['asc', 'desc'] as const) {
      const seen: string[] = []
      const due: (string | null)[] = []
      let after: string | null | undefined
      do {
        const page = await gate.list(decision, caseload, {
          limit: 2,
          orderBy: [{ column: 'review_due', direction }],
          ...(after && { after }),
        })
        for (const row of page.rows) {
          seen.push(row.id)
          due.push(row.review_due.state === 'shown' ? row.review_due.value : 'withheld')
        }
        after = page.next
      } while (after)
      expect(new Set(seen).size).toBe(dates.length)
      const sorted = dates.filter((date) => date !== null).sort()
      if (direction === 'desc') sorted.reverse()
      expect(due).toEqual([...sorted, null, null])
    }
  })
})
