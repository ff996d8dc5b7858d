import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { maskOf } from '../../server/access/categories.ts'
import type { Gate } from '../../server/access/gate.ts'
import { cursorsWith } from '../../server/live/cursor.ts'
import type { OpenAnswer } from '../../server/live/frames.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { liveServer, secrets, settled } from '../support/live.ts'
import {
  type Group,
  type Organisation,
  type Patient,
  type Person,
  Scenario,
  type SignedIn,
} from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)

/** A gate that cannot say who is told, as many times as it is asked to fail. */
let failures = 0
const gate: Gate = testGate(database)
const failing: Gate = {
  ...gate,
  whoIsTold: (rows, declarationIds) => {
    if (failures-- > 0) return Promise.reject(new Error('the database went away'))
    return gate.whoIsTold(rows, declarationIds)
  },
}
const live = await liveServer(database, failing)

let surgery: Organisation
let group: Group
let khan: Person
let worker: { session: SignedIn; cookie: string; declaration: string }
let grace: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  const { session, cookie } = await live.signIn(khan)
  const said = { route: 'group_caseload', purpose: 'direct_care', over: group } as const
  const { id: declaration } = await world.declaration(khan, said, { session })
  worker = { session, cookie, declaration }
})

beforeEach(async () => {
  failures = 0
  grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
  // What was announced before a test is not of its concern.
  await sql`update care.outbox set at = at - interval '5 minutes'`.execute(database.owner.kysely)
})

// A place that nobody has open is not followed: each test begins to follow it.
afterEach(async () => {
  live.leaveAll()
  await new Promise((resolve) => setTimeout(resolve, 50))
})

/** A note about somebody: seen by a social worker, or not. */
async function note(patient: Patient, seen: boolean): Promise<void> {
  const row = {
    id: randomUUID(),
    patient_id: patient.id,
    source_system: 'test',
    source_id: randomUUID(),
    author_role_id: khan.role_id,
    categories: maskOf([seen ? 'social_care' : 'mental_health']),
    text: 'x',
    written_at: '2026-11-01T09:00:00Z',
  }
  await gate.bring(await gate.decideAs('import'), { information_note: [row] })
}

function cursorOf(answer: OpenAnswer): string {
  if (answer.outcome !== 'open') throw new Error(`The place was not opened: ${answer.outcome}.`)
  return answer.cursor
}

/** Opens the place once and leaves it, with the cursor that was given. */
async function leave(): Promise<string> {
  const tab = await live.tab(worker.cookie)
  const cursor = cursorOf(await tab.open(worker.declaration))
  tab.socket.disconnect()
  await tab.closed
  return cursor
}

const patients = (frames: readonly { topic: string; id: string }[]) =>
  frames.filter(({ topic }) => topic === 'patient').map(({ id }) => id)

describe('after a break', () => {
  it('a person is told, once for each patient, of what they may know of', async () => {
    const ada = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const cursor = await leave()
    await note(grace, true)
    await note(grace, true)
    await note(ada, false)
    const tab = await live.tab(worker.cookie)
    expect(await tab.open(worker.declaration, cursor)).toMatchObject({ outcome: 'open', again: false })
    await settled(() => expect(patients(tab.frames)).toEqual([grace.id]))
  })

  it('a person from whom all of it is hidden is told nothing, however much it was', async () => {
    const cursor = await leave()
    for (let time = 0; time < 30; time++) await note(grace, false)
    const tab = await live.tab(worker.cookie)
    expect(await tab.open(worker.declaration, cursor)).toMatchObject({ outcome: 'open', again: false })
    await settled(() => expect(patients(tab.frames)).toEqual([]))
  })

  it('of ten minutes, everything is read again, whether anything happened or not', async () => {
    const sealedAt = Date.now() - 11 * 60_000
    const old = cursorsWith(secrets.keyFor('live_cursor')).seal(worker.session.id, {
      placeId: group.place_id,
      rev: 1_000_000,
      sealedAt,
    })
    const tab = await live.tab(worker.cookie)
    expect(await tab.open(worker.declaration, old)).toMatchObject({ outcome: 'open', again: true })
    await settled(() => expect(patients(tab.frames)).toEqual([]))
  })

  it('with the cursor of somebody else, or one that is none, everything is read again', async () => {
    const cursors = cursorsWith(secrets.keyFor('live_cursor'))
    const theirs = cursors.seal(randomUUID(), { placeId: group.place_id, rev: 0, sealedAt: Date.now() })
    const tab = await live.tab(worker.cookie)
    for (const cursor of [theirs, 'A'.repeat(59), '']) {
      expect(await tab.open(worker.declaration, cursor)).toMatchObject({ outcome: 'open', again: true })
    }
  })

  it('what was told meanwhile is not told again with the newer cursor', async () => {
    const tab = await live.tab(worker.cookie)
    await tab.open(worker.declaration)
    await note(grace, true)
    await settled(() => expect(patients(tab.frames)).toEqual([grace.id]))
    tab.socket.disconnect()
    const back = await live.tab(worker.cookie)
    await back.open(worker.declaration, tab.frames.at(-1)?.cursor)
    await settled(() => expect(patients(back.frames)).toEqual([]))
  })
})

describe('a page that was read before its socket was open', () => {
  it('is told of what changed in between', async () => {
    await note(grace, true)
    const tab = await live.tab(worker.cookie)
    await tab.open(worker.declaration)
    await settled(() => expect(patients(tab.frames)).toEqual([grace.id]))
  })

  it('is not told of what changed long before', async () => {
    await note(grace, true)
    await sql`update care.outbox set at = at - interval '2 minutes'`.execute(database.owner.kysely)
    const tab = await live.tab(worker.cookie)
    await tab.open(worker.declaration)
    await settled(() => expect(patients(tab.frames)).toEqual([]))
  })
})

describe('nothing is lost', () => {
  it('when the connection that listens is killed while changes are made', async () => {
    const tab = await live.tab(worker.cookie)
    await tab.open(worker.declaration)
    for (let time = 0; time < 5; time++) {
      tab.frames.length = 0
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'shared-caseload-listener' and datname = current_database()`.execute(
        database.program.kysely,
      )
      await note(grace, true)
      await settled(() => expect(patients(tab.frames)).toEqual([grace.id]))
    }
  })

  it('when the gate cannot answer for a while', async () => {
    const tab = await live.tab(worker.cookie)
    await tab.open(worker.declaration)
    failures = 2
    await note(grace, true)
    await settled(() => expect(patients(tab.frames)).toEqual([grace.id]))
  })

  it('when the gate cannot answer while a place is opened: the browser is asked to try again', async () => {
    const cursor = await leave()
    await note(grace, true)
    const tab = await live.tab(worker.cookie)
    failures = 1
    expect(await tab.open(worker.declaration, cursor)).toEqual({ outcome: 'failed' })
    await tab.open(worker.declaration, cursor)
    await settled(() => expect(new Set(patients(tab.frames))).toEqual(new Set([grace.id])))
  })
})
