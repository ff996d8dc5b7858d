import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { maskOf } from '../../server/access/categories.ts'
import type { Decision } from '../../server/access/decision.ts'
import { testDatabase } from '../support/database.ts'
import { liveServer, settled, type Tab } from '../support/live.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const live = await liveServer(database)
const other = await liveServer(database)

let surgery: Organisation
let group: Group
let elsewhere: Group
let doctor: Person
let writer: Decision
let tabs: Record<'gp' | 'worker' | 'workerTwice' | 'workerOtherProcess' | 'elsewhere', Tab>

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  elsewhere = await world.group([surgery, council])
  doctor = await world.staff('gp', surgery, { memberOf: [group] })
  const khan = await world.staff('social_worker', council, { memberOf: [group, elsewhere] })
  const lowe = await world.staff('gp', surgery, { memberOf: [group] })
  const said = { route: 'group_caseload', purpose: 'direct_care', over: group } as const
  const { id, session } = await world.declaration(lowe, said)
  writer = await live.gate.decide(session, id)
  tabs = {
    gp: await opened(live, doctor, group),
    worker: await opened(live, khan, group),
    workerTwice: await opened(live, khan, group),
    workerOtherProcess: await opened(other, khan, group),
    elsewhere: await opened(live, khan, elsewhere),
  }
  // Who came and who left is told as well, and is done with before anything is counted.
  await new Promise((resolve) => setTimeout(resolve, 800))
})

async function opened(server: typeof live, person: Person, over: Group): Promise<Tab> {
  const { session, cookie } = await server.signIn(person)
  const said = { route: 'group_caseload', purpose: 'direct_care', over } as const
  const { id } = await world.declaration(person, said, { session })
  const tab = await server.tab(cookie)
  expect(await tab.open(id)).toMatchObject({ outcome: 'open' })
  return tab
}

/** What each tab is told of a piece of work, and how many messages came over its wire meanwhile. */
async function toldOf(work: () => Promise<unknown>, patient: Patient) {
  for (const tab of Object.values(tabs)) {
    tab.frames.length = 0
    tab.wire.length = 0
  }
  await work()
  await settled(() => expect(tabs.gp.frames.length + tabs.worker.frames.length).toBeGreaterThan(0))
  const entries = Object.entries(tabs).map(([name, { frames, wire }]) => {
    for (const { id } of frames) expect(id).toBe(patient.id)
    expect(wire).toHaveLength(frames.length)
    return [name, frames.map(({ topic }) => topic)] as const
  })
  return Object.fromEntries(entries)
}

const NOBODY_ELSE = { elsewhere: [] }
const BOTH = (topic: string) => ({
  gp: [topic],
  worker: [topic],
  workerTwice: [topic],
  workerOtherProcess: [topic],
  ...NOBODY_ELSE,
})
const GP_ALONE = { gp: ['patient'], worker: [], workerTwice: [], workerOtherProcess: [], ...NOBODY_ELSE }

function objects(patient: Patient, what: string) {
  const set = { effect: 'deny', what, said_by: 'patient', attested: true } as const
  return live.gate.write(writer, {
    key: randomUUID(),
    changes: [{ table: 'sharing_preference', op: 'insert', id: randomUUID(), patient_id: patient.id, set }],
  })
}

function changes(id: string, set: Record<string, string>, expected = 0) {
  return live.gate.write(writer, {
    key: randomUUID(),
    changes: [{ table: 'caseload_entry', op: 'update', id, expected: { administrative: expected }, set }],
  })
}

/** A note about mental health, which a social worker does not read. */
async function note(patient: Patient): Promise<void> {
  const row = {
    id: randomUUID(),
    patient_id: patient.id,
    source_system: 'test',
    source_id: randomUUID(),
    author_role_id: doctor.role_id,
    categories: maskOf(['mental_health']),
    text: 'x',
    written_at: '2026-11-01T09:00:00Z',
  }
  await live.gate.bring(await live.gate.decideAs('import'), { information_note: [row] })
}

describe('a change that both may see', () => {
  it('is told to each tab once, in every process, and to nobody of another group', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const entry = await world.onTheList(grace, group)
    expect(await toldOf(() => changes(entry, { review_due: '2027-01-01' }), grace)).toEqual(BOTH('patient'))
  })

  it('is told as gone when it takes the person off the list', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const entry = await world.onTheList(grace, group)
    const told = await toldOf(() => changes(entry, { status: 'finished', end_reason: 'goals_met' }), grace)
    expect(told).toEqual(BOTH('gone'))
  })

  it('is an objection to what they were shown, told at once', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    expect(await toldOf(() => objects(grace, 'contact'), grace)).toEqual(BOTH('patient'))
  })

  it('is told without anything of what changed', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const entry = await world.onTheList(grace, group)
    await toldOf(() => changes(entry, { review_due: '2027-01-01' }), grace)
    const [frame] = tabs.worker.frames
    expect(Object.keys(frame ?? {}).toSorted()).toEqual(['cursor', 'id', 'topic'])
    const cursors = Object.values(tabs).flatMap(({ frames }) => frames.map(({ cursor }) => cursor))
    expect(new Set(cursors).size).toBe(cursors.length)
    expect(new Set(cursors.map(({ length }) => length)).size).toBe(1)
  })
})

describe('a change that is hidden from one', () => {
  it('does not reach their wire: an objection to what they never see', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await world.condition(grace, 'mental_health')
    expect(await toldOf(() => objects(grace, 'mental_health'), grace)).toEqual(GP_ALONE)
  })

  it('does not reach their wire: a note of a kind that their role does not read', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    expect(await toldOf(() => note(grace), grace)).toEqual(GP_ALONE)
  })

  it('makes no difference in length to what they hear next', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const entry = await world.onTheList(grace, group)
    await toldOf(() => changes(entry, { review_due: '2027-01-01' }), grace)
    const [before] = tabs.worker.wire
    for (let time = 0; time < 12; time++) await note(grace)
    await toldOf(() => changes(entry, { review_due: '2027-02-01' }, 1), grace)
    expect(tabs.worker.wire).toEqual([before])
  })
})
