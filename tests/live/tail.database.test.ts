import { beforeEach, describe, expect, it } from 'vitest'

import { createTail, type News } from '../../server/live/tail.ts'
import { testDatabase } from '../support/database.ts'
import { Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const owner = database.owner.kysely
const world = new Scenario(owner)

let placeId: string
let open: string[]
let told: News[]
let fails: boolean

beforeEach(async () => {
  const group = await world.group([await world.organisation('gp_practice')])
  placeId = group.place_id
  open = [placeId]
  told = []
  fails = false
})

function tail() {
  return createTail(
    database.program.kysely,
    () => open,
    (news) => {
      if (fails) return Promise.reject(new Error('the database went away'))
      told.push(...news)
      return Promise.resolve()
    },
  )
}

async function change(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await owner
      .updateTable('house.place')
      .set((place) => ({ rev: place('rev', '+', 1) }))
      .where('id', '=', placeId)
      .execute()
  }
}

describe('following a place', () => {
  it('hands on what came after, each number once', async () => {
    await change(3)
    const follower = tail()
    let joinedAt = -1
    await follower.follow(placeId, (rev) => (joinedAt = rev))
    expect(joinedAt).toBe(3)
    await follower.look()
    expect(told).toEqual([])
    await change(2)
    await follower.look()
    await follower.look()
    expect(told).toEqual([{ placeId, after: 3, upTo: 5 }])
  })

  it('joins the second where the first is', async () => {
    const follower = tail()
    await follower.follow(placeId, () => undefined)
    await change(2)
    let joinedAt = -1
    await follower.follow(placeId, (rev) => (joinedAt = rev))
    expect(joinedAt).toBe(0)
    await follower.look()
    expect(told).toEqual([{ placeId, after: 0, upTo: 2 }])
  })

  it('hands on again what could not be told', async () => {
    const follower = tail()
    await follower.follow(placeId, () => undefined)
    await change(2)
    fails = true
    await expect(follower.look()).rejects.toThrow('the database went away')
    fails = false
    await change(1)
    await follower.look()
    expect(told).toEqual([{ placeId, after: 0, upTo: 3 }])
  })

  it('ends when nobody has the place open any more', async () => {
    const follower = tail()
    await follower.follow(placeId, () => undefined)
    open = []
    await change(2)
    await follower.look()
    expect(told).toEqual([])
  })
})
