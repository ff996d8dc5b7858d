import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let surgery: Organisation
let group: Group
let otherGroup: Group
let worker: Decision
let gp: Decision
let atPractice: Decision
let elsewhere: Decision
let doctor: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  otherGroup = await world.group([surgery, council])
  const khan = await world.staff('social_worker', council, { memberOf: [group, otherGroup] })
  doctor = await world.staff('gp', surgery, { memberOf: [group] })
  worker = await here(khan, group)
  elsewhere = await here(khan, otherGroup)
  gp = await here(doctor, group)
  const said = { route: 'registered_practice', purpose: 'direct_care', over: surgery } as const
  const { id, session } = await world.declaration(doctor, said)
  atPractice = await gate.decide(session, id)
})

async function here(person: Person, over: Group): Promise<Decision> {
  const { id, session } = await world.declaration(person, { route: 'group_caseload', purpose: 'direct_care', over })
  return gate.decide(session, id)
}

/** Who is told of everything that a piece of work puts into the outbox. */
async function toldOf(work: () => Promise<unknown>): Promise<Record<string, string>> {
  const revs = async () =>
    database.owner.kysely
      .selectFrom('care.outbox')
      .select(['place_id', 'rev'])
      .orderBy('place_id')
      .orderBy('rev')
      .execute()
  const before = new Set((await revs()).map(({ place_id, rev }) => `${place_id} ${String(rev)}`))
  await work()
  const fresh = (await revs()).filter(({ place_id, rev }) => !before.has(`${place_id} ${String(rev)}`))
  const names = { worker, gp, atPractice, elsewhere }
  const told = await gate.whoIsTold(
    fresh,
    Object.values(names).map(({ declarationId }) => declarationId),
  )
  return Object.fromEntries(
    told.map(({ declaration_id, what }) => {
      const [name = ''] = Object.entries(names).find(([, decision]) => decision.declarationId === declaration_id) ?? []
      return [name, what]
    }),
  )
}

function objects(decision: Decision, patient: Patient, what: string) {
  return gate.write(decision, {
    key: randomUUID(),
    changes: [
      {
        table: 'sharing_preference',
        op: 'insert',
        id: randomUUID(),
        patient_id: patient.id,
        set: { effect: 'deny', what, said_by: 'patient', attested: true },
      },
    ],
  })
}

describe('of a change to a caseload entry', () => {
  it('the group and the practice are told, and nobody of another group', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const told = await toldOf(() =>
      gate.write(worker, {
        key: randomUUID(),
        changes: [
          {
            table: 'caseload_entry',
            op: 'update',
            id,
            expected: { administrative: 0 },
            set: { review_due: '2027-01-01' },
          },
        ],
      }),
    )
    expect(told).toEqual({ worker: 'changed', gp: 'changed', atPractice: 'changed' })
  })

  it('who lose the person are told that they are gone', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const told = await toldOf(() =>
      gate.write(worker, {
        key: randomUUID(),
        changes: [
          {
            table: 'caseload_entry',
            op: 'update',
            id,
            expected: { administrative: 0 },
            set: { status: 'finished', end_reason: 'goals_met' },
          },
        ],
      }),
    )
    expect(told).toEqual({ worker: 'gone', gp: 'gone', atPractice: 'changed' })
  })

  it('of someone on two lists, the other group hears nothing', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [otherGroup] })
    const id = await world.onTheList(grace, group)
    const told = await toldOf(() =>
      gate.write(worker, {
        key: randomUUID(),
        changes: [
          {
            table: 'caseload_entry',
            op: 'update',
            id,
            expected: { administrative: 0 },
            set: { review_due: '2027-01-01' },
          },
        ],
      }),
    )
    expect(told).not.toHaveProperty('elsewhere')
  })
})

describe('of an objection', () => {
  it('to a kind of information that always stands, everyone who loses it is told', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    expect(await toldOf(() => objects(worker, grace, 'contact'))).toEqual({
      worker: 'changed',
      gp: 'changed',
      atPractice: 'changed',
    })
  })

  it('to rows that a person has, only who could read them is told', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await world.condition(grace, 'mental_health')
    expect(await toldOf(() => objects(worker, grace, 'mental_health'))).toEqual({
      gp: 'changed',
      atPractice: 'changed',
    })
  })

  it('to rows that a person has none of, nobody but the practice is told', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await world.condition(grace, 'clinical_summary')
    expect(await toldOf(() => objects(worker, grace, 'mental_health'))).toEqual({ atPractice: 'changed' })
  })

  it('to the whole record, the group is told that the person is gone', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    expect(await toldOf(() => objects(worker, grace, 'all'))).toEqual({
      worker: 'gone',
      gp: 'gone',
      atPractice: 'changed',
    })
  })
})

describe('of new records', () => {
  it('only who may read them is told', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const system = await gate.decideAs('import')
    const row = {
      id: randomUUID(),
      patient_id: grace.id,
      source_system: 'test',
      source_id: randomUUID(),
      author_role_id: doctor.role_id,
    }
    const note = (categories: number) => ({
      ...row,
      id: randomUUID(),
      source_id: randomUUID(),
      categories,
      text: 'x',
      written_at: '2026-11-01T09:00:00Z',
    })
    expect(await toldOf(() => gate.bring(system, { information_note: [note(1 << 7)] }))).toEqual({
      gp: 'changed',
      atPractice: 'changed',
    })
    expect(await toldOf(() => gate.bring(system, { information_note: [note(1 << 17)] }))).toEqual({})
  })
})

describe('who has ended what they said', () => {
  it('is told nothing more', async () => {
    const session = { id: worker.sessionId, account_id: '', practitioner_id: worker.practitionerId, assurance_level: 2 }
    await gate.end(session, worker.declarationId)
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    expect(await toldOf(() => objects(gp, grace, 'contact'))).toEqual({ gp: 'changed', atPractice: 'changed' })
  })
})
