import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { type Category, maskOf } from '../../server/access/categories.ts'
import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

let surgery: Organisation
let council: Organisation
let group: Group
let otherGroup: Group
let grace: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  otherGroup = await world.group([surgery, council])
  grace = await world.patient({ registeredAt: surgery, onTheListOf: [group, otherGroup] })
  await world.patient({ registeredAt: surgery, onTheListOf: [group] })
})

/** Somebody who has looked at the list once, and how they look at it again. */
async function reader(role: 'social_worker' | 'gp', said: Partial<Said> = {}) {
  const person: Person = await world.staff(role, role === 'gp' ? surgery : council, { memberOf: [group] })
  const here = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
    ...said,
  })
  const [api, declaration] = [callerFor(rooms, here.session), here.id]
  const list = () => api.caseload.list({ declaration, limit: 200 })
  const marks = async (mark: 'changed' | 'added' = 'changed') => {
    const { rows } = await list()
    return rows
      .filter((row) => row[mark].state === 'shown' && row[mark].value === true)
      .map(({ patient_id }) => patient_id)
  }
  const look = async () => {
    const { seen } = await list()
    return api.caseload.looked({ declaration, seen })
  }
  return { api, declaration, person, list, marks, look }
}

type Reader = Awaited<ReturnType<typeof reader>>

/** Changes the review date of somebody's entry as one reader. */
async function change({ api, declaration, list }: Reader, patient: Patient): Promise<void> {
  const entry = (await list()).rows.find(({ patient_id }) => patient_id === patient.id)
  await api.caseload.change({
    declaration,
    key: randomUUID(),
    id: entry?.id ?? '',
    expected: { administrative: entry?.versions.administrative ?? 0 },
    review_due: '2027-03-01',
  })
}

/** What else an announcement says: what a reader needs to know of the row at all, and whose own row it is. */
interface Announced {
  row?: readonly Category[]
  group_id?: string
}

/** Announces a change at the group's place as what no person did, past the gate. */
async function announce(about: readonly Category[], given: Announced = {}): Promise<void> {
  await database.owner.pool.query(
    `with moved as (update house.place set rev = rev + 1 where id = $1 returning id, rev)
     insert into care.outbox (place_id, rev, patient_id, table_name, row_id, categories, row_categories, group_id)
     select id, rev, $2, 'condition', gen_random_uuid(), $3, $4, $5 from moved`,
    [group.place_id, grace.id, maskOf(about), maskOf(given.row ?? about), given.group_id ?? null],
  )
}

describe('what changed since somebody looked', () => {
  it('is nothing for who looks for the first time, and their own changes never', async () => {
    const one = await reader('social_worker')
    await change(await reader('social_worker'), grace)
    expect((await one.list()).since).toBeNull()
    expect(await one.marks()).toEqual([])
    await one.look()
    await change(one, grace)
    expect(await one.marks()).toEqual([])
    expect(Date.parse((await one.list()).since ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it('is whom somebody else changed, until they say that they have seen it', async () => {
    const [one, other] = [await reader('social_worker'), await reader('social_worker')]
    await one.look()
    await other.look()
    await change(other, grace)
    expect(await one.marks()).toEqual([grace.id])
    expect(await other.marks()).toEqual([])
    const { api, declaration } = one
    const { rows } = await api.caseload.list({ declaration, filter: { changed: true } })
    expect(rows.map(({ patient_id }) => patient_id)).toEqual([grace.id])
    expect(await api.caseload.count({ declaration, filter: { changed: true } })).toEqual({ count: 1 })
    await one.look()
    expect(await one.marks()).toEqual([])
  })

  it('is what no person did, too, at the practice as well', async () => {
    const one = await reader('social_worker')
    await one.look()
    await announce(['clinical_summary'])
    expect(await one.marks()).toEqual([grace.id])
    const gp = await reader('gp', { route: 'registered_practice', over: surgery })
    const practice = () => gp.api.patients.list({ declaration: gp.declaration, filter: { changed: true } })
    await gp.api.caseload.looked({ declaration: gp.declaration, seen: (await practice()).seen })
    await change(one, grace)
    expect((await practice()).rows.map(({ patient_id }) => patient_id)).toEqual([grace.id])
  })

  it('is who was put on the list since, and not whose entry only changed', async () => {
    const [one, gp] = [
      await reader('social_worker'),
      await reader('gp', { route: 'registered_practice', over: surgery }),
    ]
    await one.look()
    await change(await reader('social_worker'), grace)
    const newcomer = await world.patient({ registeredAt: surgery })
    await gp.api.caseload.add({
      declaration: gp.declaration,
      key: randomUUID(),
      id: randomUUID(),
      patient: newcomer.id,
      group: group.id,
      reason: 'other',
    })
    expect((await one.marks()).sort()).toEqual([grace.id, newcomer.id].sort())
    expect(await one.marks('added')).toEqual([newcomer.id])
  })

  it.each<[string, Category[], Announced]>([
    ['in a column of a kind that they are not shown', ['sharing_preference'], { row: ['identity'] }],
    ['of a kind that their role is not shown', ['sexual_and_reproductive_health'], {}],
    ['of a wish about sharing', ['sharing_preference'], {}],
    ['that needs more than they may read', ['clinical_summary', 'substance_use'], {}],
    ['that the law protects', ['legally_restricted'], {}],
  ])('is not a change %s: no byte is another', async (_what, about, given) => {
    const one = await reader('social_worker')
    await one.look()
    const all = async () => {
      const { seen, ...list } = await one.list()
      const { rows } = await one.api.caseload.list({ declaration: one.declaration, filter: { changed: true } })
      return JSON.stringify([list, seen.length, rows])
    }
    const before = await all()
    await announce(about, given)
    expect(await all()).toBe(before)
  })

  it('is not what another group did in its own entry', async () => {
    const one = await reader('social_worker')
    await one.look()
    await announce(['administrative'], { group_id: otherGroup.id })
    expect(await one.marks()).toEqual([])
    await announce(['administrative'], { group_id: group.id })
    expect(await one.marks()).toEqual([grace.id])
  })

  it('is also what was begun before they looked and saved after', async () => {
    const one = await reader('social_worker')
    const client = await database.owner.pool.connect()
    try {
      await client.query('begin')
      await client.query('update house.place set rev = rev + 1 where id = $1', [group.place_id])
      await client.query(
        `insert into care.outbox (place_id, rev, patient_id, table_name, row_id, categories, row_categories)
         select id, rev, $2, 'patient', $2, 1, 1 from house.place where id = $1`,
        [group.place_id, grace.id],
      )
      await one.look()
      await client.query('commit')
    } finally {
      client.release()
    }
    expect(await one.marks()).toEqual([grace.id])
  })
})

describe('saying that one has looked', () => {
  it('takes only what this reader was given here, and never goes back', async () => {
    const [one, other] = [await reader('social_worker'), await reader('social_worker')]
    const early = (await one.list()).seen
    await announce(['identity'])
    await one.look()
    await one.api.caseload.looked({ declaration: one.declaration, seen: early })
    expect(await one.marks()).toEqual([])
    for (const seen of [(await other.list()).seen, 'nothing', '']) {
      expect(await problemFrom(one.api.caseload.looked({ declaration: one.declaration, seen }))).toMatchObject({
        code: 'stale_cursor',
      })
    }
  })

  it('changes nothing once what it rests on has ended', async () => {
    const one = await reader('social_worker')
    const { seen } = await one.list()
    await database.owner.pool.query('update house.declaration set ended_at = now() where id = $1', [one.declaration])
    expect(await problemFrom(one.api.caseload.looked({ declaration: one.declaration, seen }))).toMatchObject({
      code: 'declaration_ended',
    })
  })
})
