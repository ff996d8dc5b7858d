import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { faultCount } from '../support/fault-count.ts'
import { faults } from './faults.ts'
import { type People, peopleAtWork } from './people.ts'
import { raiseStage, type Stage } from './stage.ts'

/** After a fault every screen shows what is so within this, in milliseconds (hardening.md, "Faults"). */
const WITHIN_MS = 5_000

/** The longest that one strike may take in all, in milliseconds. */
const STRIKE_MS = 60_000

const stage: Stage = await raiseStage()
const figures: { fault: string; times: number; median_ms: number; worst_ms: number }[] = []
let people: People

beforeAll(async () => {
  people = await peopleAtWork(stage, { writers: 3, followers: 4 })
  await converged()
})

afterAll(() => {
  for (const { stop } of people.followers) stop()
  console.table(figures)
})

/**
 * Waits until every screen shows a change that was acknowledged after now.
 *
 * @returns how long that took, in milliseconds
 */
async function converged(): Promise<number> {
  const began = performance.now()
  const targets = people.writers.map((writer) => ({ writer, change: writer.acknowledged() + 1 }))
  const isSeen = () =>
    targets.every(({ writer, change }) => people.followers.every((follower) => follower.sees(writer.entryId) >= change))
  while (!isSeen()) {
    if (performance.now() - began > STRIKE_MS / 2) throw new Error(`Not converged: ${standing()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return performance.now() - began
}

/** How things stand, for whoever must find out what went wrong. */
function standing(): string {
  const { writers, followers } = people
  return JSON.stringify({
    writers: writers.map((each) => ({
      sent: each.sent(),
      acknowledged: each.acknowledged(),
      surprises: each.surprises,
    })),
    followers: followers.map((each) => writers.map(({ entryId }) => each.sees(entryId))),
    servers: stage.servers.map(({ process }) => process.written().slice(-2_000)),
  })
}

describe('two servers on one database', () => {
  it('show what one was told on the screens of both', async () => {
    expect(await converged()).toBeLessThan(1_000)
  })
})

describe.each(faults)('when $name', ({ name, strike }) => {
  it(
    'every screen shows what is so within five seconds of the line being whole, and no server dies of it',
    async () => {
      const took: number[] = []
      for (let time = 0; time < faultCount; time++) {
        // At any moment of what goes on.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 300))
        const putInOrder = await strike(stage, time)
        took.push(await converged())
        await putInOrder?.()
        for (const { process } of stage.servers) expect(process.child.exitCode, process.written()).toBeNull()
      }
      const sorted = took.map(Math.round).toSorted((one, other) => one - other)
      const worst = sorted.at(-1) ?? 0
      figures.push({ fault: name, times: faultCount, median_ms: sorted[sorted.length >> 1] ?? 0, worst_ms: worst })
      expect(worst, sorted.join()).toBeLessThan(WITHIN_MS)
    },
    faultCount * STRIKE_MS,
  )
})

describe('after all that', () => {
  it('nothing that was acknowledged is lost, nothing is doubled, and nothing is announced that was not done', async () => {
    await Promise.all(people.writers.map(({ stop }) => stop()))
    for (const each of [...people.writers, ...people.followers]) expect(each.surprises).toEqual([])
    const { rows } = await sql<{ id: string; changes: number; commands: number; announced: number }>`
      select e.id, coalesce((e.versions->>'administrative')::integer, 0) as changes,
        e.review_due - date '2030-01-01' as commands,
        (select count(*)::integer from care.outbox o where o.place_id = ${people.group.place_id}
          and o.patient_id = e.patient_id) as announced
      from care.caseload_entry e where e.group_id = ${people.group.id}`.execute(stage.owner().kysely)
    const done = new Map(rows.map(({ id, ...row }) => [id, row]))
    for (const writer of people.writers) {
      const all = writer.acknowledged()
      expect(writer.sent()).toBe(all)
      expect(done.get(writer.entryId)).toEqual({ changes: all, commands: all, announced: all })
    }
  })
})
