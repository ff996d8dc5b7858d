import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it, vi } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { liveServer } from '../support/live.ts'
import { type Group, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const live = await liveServer(database)

let group: Group
let khan: Person
let lowe: Person

beforeAll(async () => {
  const surgery = await world.organisation('gp_practice')
  group = await world.group([surgery])
  khan = await world.staff('gp', surgery, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
})

async function declared(person: Person) {
  const { session, cookie } = await live.signIn(person)
  const said = { route: 'group_caseload', purpose: 'direct_care', over: group } as const
  const { id } = await world.declaration(person, said, { session })
  return { session, cookie, declaration: id }
}

async function refusal(tab: Promise<unknown>): Promise<unknown> {
  return tab.then(
    () => 'connected',
    () => 'refused',
  )
}

describe('a socket', () => {
  it('is opened by whoever is signed in, from a page of ours', async () => {
    const { cookie } = await live.signIn(khan)
    expect(await refusal(live.tab(cookie))).toBe('connected')
  })

  it('is refused to a page of another site, though it brings the cookie along', async () => {
    const { cookie } = await live.signIn(khan)
    expect(await refusal(live.tab(cookie, { origin: 'https://elsewhere.example' }))).toBe('refused')
    expect(await refusal(live.tab(cookie, {}))).toBe('refused')
    expect(await refusal(live.tab(cookie, { origin: live.url, 'sec-fetch-site': 'cross-site' }))).toBe('refused')
  })

  it('is refused to who is not signed in, or was', async () => {
    const { session, cookie } = await live.signIn(khan)
    await live.auth.signOut(session)
    expect(await refusal(live.tab(cookie))).toBe('refused')
    expect(await refusal(live.tab(''))).toBe('refused')
    expect(await refusal(live.tab('session=%'))).toBe('refused')
  })

  it('does not keep a session open', async () => {
    const { session, cookie, declaration } = await declared(khan)
    const minutes = (count: number) => new Date(Date.now() + count * 60_000)
    const row = () =>
      database.owner.kysely
        .selectFrom('house.session')
        .select(['last_seen_at', 'idle_ends_at'])
        .where('id', '=', session.id)
        .executeTakeFirstOrThrow()
    await database.owner.kysely
      .updateTable('house.session')
      .set({ last_seen_at: minutes(-10), idle_ends_at: minutes(5) })
      .where('id', '=', session.id)
      .execute()
    const before = await row()
    const tab = await live.tab(cookie)
    await tab.open(declaration)
    expect(await row()).toEqual(before)
  })

  it('that sends more than 64 KB at once is cut', async () => {
    const { cookie } = await live.signIn(khan)
    const tab = await live.tab(cookie)
    tab.socket.emit('open', { declaration: 'x'.repeat(70_000) }, () => undefined)
    await tab.closed
  })

  it('that sends without end is cut, whatever it says', async () => {
    const { cookie } = await live.signIn(khan)
    const tab = await live.tab(cookie)
    for (let time = 0; time < 100; time++) tab.socket.emit('nobody listens' as 'open', {} as never, () => undefined)
    await tab.closed
  })

  it('is one of thirty that a person may have at once', async () => {
    const reader = await world.staff('gp', khan.organisation)
    const { cookie } = await live.signIn(reader)
    const tabs = await Promise.all(Array.from({ length: 29 }, () => live.tab(cookie)))
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    tabs.push(await live.tab(cookie))
    expect(await refusal(live.tab(cookie))).toBe('refused')
    tabs[0]?.socket.disconnect()
    await vi.waitFor(async () => expect(await refusal(live.tab(cookie))).toBe('connected'))
  })

  it('asks a few times at once and no more', async () => {
    const { cookie, declaration } = await declared(lowe)
    const tab = await live.tab(cookie)
    const answers = await Promise.all(Array.from({ length: 40 }, () => tab.open(declaration)))
    const opened = answers.filter(({ outcome }) => outcome === 'open')
    expect(opened.length).toBeGreaterThanOrEqual(30)
    expect(opened.length).toBeLessThan(35)
    expect(answers.at(-1)).toMatchObject({ outcome: 'refused', code: 'too_many' })
  })
})

describe('opening a place', () => {
  it('needs a declaration of one’s own that holds; every other has one answer', async () => {
    const mine = await declared(khan)
    const theirs = await declared(await world.staff('gp', khan.organisation, { memberOf: [group] }))
    const ended = await world.declaration(
      khan,
      { route: 'group_caseload', purpose: 'direct_care', over: group },
      { session: mine.session, ended_at: new Date() },
    )
    const tab = await live.tab(mine.cookie)
    const answers = [await tab.open(theirs.declaration), await tab.open(ended.id), await tab.open(randomUUID())]
    for (const answer of answers) expect(answer).toMatchObject({ outcome: 'refused', code: 'declaration_ended' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await tab.open(mine.declaration)).toMatchObject({ outcome: 'open', again: false })
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'place'],
    ['no declaration', {}],
    ['a number', { declaration: 7 }],
    ['what is no id', { declaration: "' or 1=1 --" }],
    ['more than was asked for', { declaration: randomUUID(), place: randomUUID() }],
    ['an endless cursor', { declaration: randomUUID(), cursor: 'A'.repeat(5_000) }],
    ['a cursor that is none', { declaration: randomUUID(), cursor: { rev: 1 } }],
  ])('with %s is refused, and the socket stays', async (_name, sent) => {
    const { cookie, declaration } = await declared(await world.staff('gp', khan.organisation, { memberOf: [group] }))
    const tab = await live.tab(cookie)
    const answer: unknown = await tab.socket.timeout(5_000).emitWithAck('open', sent as never)
    expect(answer).toMatchObject({ outcome: 'refused', code: 'invalid' })
    expect(await tab.open(declaration)).toMatchObject({ outcome: 'open' })
  })

  it('without asking for an answer does nothing', async () => {
    const { cookie, declaration } = await declared(await world.staff('gp', khan.organisation, { memberOf: [group] }))
    const tab = await live.tab(cookie)
    tab.socket.emit('open', { declaration }, undefined as never)
    expect(await tab.open(declaration)).toMatchObject({ outcome: 'open' })
  })
})
