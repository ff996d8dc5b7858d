import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../../server/access/decision.ts'
import type { EntryChange } from '../../../server/access/entry-writes.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { type Group, type Organisation, type Person, type Said, Scenario } from '../../support/scenario.ts'
import { caseload, record } from '../views.ts'

const database = await testDatabase()
const db = database.owner.kysely
const world = new Scenario(db)
const gate = testGate(database)

let surgery: Organisation
let council: Organisation
let trust: Organisation
let group: Group
let khan: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice', { name: 'Hidden Lane Surgery' })
  council = await world.organisation('local_authority')
  trust = await world.organisation('community_provider')
  group = await world.group([surgery, council, trust])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
})

async function here(person: Person, said: Partial<Said> = {}): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
    ...said,
  })
  return gate.decide(session, id)
}

const practice = () => ({ route: 'registered_practice', purpose: 'direct_care', over: surgery }) as const

function update(decision: Decision, id: string, administrative: number, set: EntryChange) {
  return gate.write(decision, {
    key: randomUUID(),
    changes: [{ table: 'caseload_entry', op: 'update', id, expected: { administrative }, set }],
  })
}

const at = (id: string, administrative: number) => ({ key: randomUUID(), id, expected: { administrative } })

describe('one person’s own commands', () => {
  it('give no care manager’s route by naming oneself in another of one’s roles', async () => {
    const worker = await world.staff('social_worker', council, { memberOf: [group] })
    const therapist = await world.alsoAs(worker, 'community_nurse', trust)
    await world.membership(therapist, group)
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)

    expect(await update(await here(worker), id, 0, { care_manager_role_id: therapist.role_id })).toBe('done')
    await gate.accept(await here(therapist), at(id, 1))

    const own = await here(therapist, { route: 'named_care_manager' })
    expect(await gate.get(own, record, { id: grace.id })).toBeNull()
    expect((await gate.list(own, caseload)).rows).toEqual([])
  })

  it('open no more than identity of somebody proposed, whatever is said next', async () => {
    const number = { nhs_number: '9990548625', birth_date: '1941-07-19' }
    const grace = await world.patient({ registeredAt: surgery, ...number })
    await world.condition(grace, 'clinical_summary')
    const id = randomUUID()
    const decision = await here(khan)
    await gate.propose(decision, { ...number, reason: 'other', key: randomUUID(), id })

    expect(await update(decision, id, 0, { status: 'active' })).toBe('refused')
    expect(await update(decision, id, 0, { care_manager_role_id: khan.role_id })).toBe('refused')
    expect(await gate.confirm(decision, at(id, 0))).toBe('refused')
    expect(await gate.accept(decision, at(id, 0))).toBe('refused')
    const said = { purpose: 'safeguarding', patient: grace, reason: 'a concern' } as const
    for (const open of [decision, await here(khan, { purpose: 'care_coordination' }), await here(khan, said)]) {
      const found = await gate.get(open, record, { id: grace.id })
      expect(found?.family_name).toMatchObject({ state: 'shown' })
      expect([found?.practice.state, found?.conditions]).toEqual(['withheld', []])
    }
  })

  it('bring nobody back whose whole record is not to be shared, neither proposed nor confirmed', async () => {
    const number = { nhs_number: '9990548633', birth_date: '1941-07-19' }
    const grace = await world.patient({ registeredAt: surgery, ...number })
    const wish = { effect: 'deny', what: 'all', said_by: 'patient', attested: true } as const
    await gate.write(await here(lowe, practice()), {
      key: randomUUID(),
      changes: [{ table: 'sharing_preference', op: 'insert', id: randomUUID(), patient_id: grace.id, set: wish }],
    })
    const id = randomUUID()
    const decision = await here(khan)
    expect(await gate.propose(decision, { ...number, reason: 'other', key: randomUUID(), id })).toBe('done')
    expect(await gate.confirm(await here(lowe, practice()), at(id, 0))).toBe('done')
    expect(await gate.get(decision, record, { id: grace.id })).toBeNull()
    expect((await gate.list(decision, caseload)).rows.map((row) => row.id)).not.toContain(id)
  })
})

describe('an entry that has ended', () => {
  it('is not opened again by a change of its status, nor confirmed, nor accepted', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const decision = await here(khan)
    expect(await update(decision, id, 0, { status: 'finished', end_reason: 'goals_met' })).toBe('done')
    expect(await update(decision, id, 1, { status: 'active' })).toBe('refused')
    expect(await gate.confirm(await here(lowe, practice()), at(id, 1))).toBe('refused')
    expect(await gate.accept(decision, at(id, 1))).toBe('refused')
    expect(await gate.get(decision, record, { id: grace.id })).toBeNull()
  })
})

describe('confirming who was proposed', () => {
  it('is refused once they have died', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group, { status: 'planned', confirmed_at: null })
    await db.updateTable('care.patient').set({ deceased: true }).where('id', '=', grace.id).execute()
    expect(await gate.confirm(await here(lowe, practice()), at(id, 0))).toBe('refused')
  })

  it('is refused to another practice than the person’s own', async () => {
    const other = await world.organisation('gp_practice')
    const gp = await world.staff('gp', other, { memberOf: [group] })
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), group, {
      status: 'planned',
      confirmed_at: null,
    })
    expect(await gate.confirm(await here(gp, { ...practice(), over: other }), at(id, 0))).toBe('refused')
  })
})

describe('the practice of a person whose record is restricted', () => {
  it('is not told by the service of a care manager who works there', async () => {
    const grace = await world.patient({ registeredAt: surgery, restricted_record: true })
    const id = await world.onTheList(grace, group)
    expect(await update(await here(khan), id, 0, { care_manager_role_id: lowe.role_id })).toBe('done')
    const rows = (await gate.list(await here(khan), caseload)).rows.filter((row) => row.id === id)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('Hidden Lane Surgery')
  })
})
