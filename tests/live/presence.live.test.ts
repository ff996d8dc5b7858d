import { beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { liveServer, type LiveServer, settled, type Tab } from '../support/live.ts'
import { type Group, type Organisation, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const owner = database.owner.kysely
const world = new Scenario(owner)
const live = await liveServer(database)
const other = await liveServer(database)

let surgery: Organisation
let group: Group
let khan: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
})

beforeEach(async () => {
  group = await world.group([surgery])
  khan = await world.staff('gp', surgery, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
})

async function opened(server: LiveServer, person: Person): Promise<Tab & { declaration: string }> {
  const { session, cookie } = await server.signIn(person)
  const said = { route: 'group_caseload', purpose: 'direct_care', over: group } as const
  const { id: declaration } = await world.declaration(person, said, { session })
  const tab = await server.tab(cookie)
  expect(await tab.open(declaration)).toMatchObject({ outcome: 'open' })
  return { ...tab, declaration }
}

/** The declarations under which somebody has the group open, as every process may read it. */
async function present(): Promise<string[]> {
  const rows = await owner
    .selectFrom('house.open_place')
    .select('declaration_id')
    .where('place_id', '=', group.place_id)
    .orderBy('seen_at')
    .execute()
  return rows.map(({ declaration_id }) => declaration_id)
}

const comings = ({ frames }: Tab) => frames.filter(({ topic }) => topic === 'present')

describe('who has a place open', () => {
  it.each([
    ['in one process', () => live],
    ['in two', () => other],
  ])('is told to the others there when somebody comes, and when they leave, %s', async (_name, second) => {
    const first = await opened(live, khan)
    await settled(() => expect(comings(first)).toEqual([]))
    const colleague = await opened(second(), lowe)
    await settled(() => expect(comings(first)).toEqual([{ topic: 'present', id: group.place_id, cursor: '' }]))
    expect(new Set(await present())).toEqual(new Set([first.declaration, colleague.declaration]))

    colleague.socket.disconnect()
    await settled(() => expect(comings(first)).toHaveLength(2))
    expect(await present()).toEqual([first.declaration])
  })

  it('is told to who has just come, since their page may be older', async () => {
    const first = await opened(live, khan)
    const second = await opened(live, lowe)
    await settled(() => expect(comings(second)).toHaveLength(1))
    expect(comings(first)).toHaveLength(1)
  })

  it('does not change with another tab of the same person', async () => {
    const first = await opened(live, khan)
    const again = await opened(live, khan)
    await settled(() => expect(comings(first)).toEqual([]))
    expect(comings(again)).toEqual([])
  })

  it('does not change while a page is loaded again', async () => {
    const first = await opened(live, khan)
    const colleague = await opened(live, lowe)
    await settled(() => expect(comings(first)).toHaveLength(1))
    colleague.socket.disconnect()
    colleague.socket.connect()
    expect(await colleague.open(colleague.declaration)).toMatchObject({ outcome: 'open' })
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(comings(first)).toHaveLength(1)
  })

  it('ends with its process', async () => {
    const ending = await liveServer(database)
    const first = await opened(live, khan)
    await opened(ending, lowe)
    await settled(() => expect(comings(first)).toHaveLength(1))
    await ending.close()
    await settled(() => expect(comings(first)).toHaveLength(2))
    expect(await present()).toEqual([first.declaration])
  })
})
