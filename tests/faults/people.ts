import { randomUUID } from 'node:crypto'

import { TRPCClientError } from '@trpc/client'
import { io } from 'socket.io-client'

import { followPlace, LIVE_OPTIONS } from '../../app/live/follow-place.ts'
import { LIVE_PATH } from '../../server/live/frames.ts'
import { letSignIn } from '../support/accounts.ts'
import { type Client, clientOf, clientWith } from '../support/client.ts'
import { type Group, type Organisation, Scenario } from '../support/scenario.ts'
import type { Stage } from './stage.ts'

/** How long a person waits for an answer before they ask again, in milliseconds. */
const PATIENCE_MS = 1_500

/** About how long between two tries, in milliseconds. */
const PAUSE_MS = 80

/** Somebody who changes one entry of the list again and again, and knows what was acknowledged. */
export interface Writer {
  readonly entryId: string
  /** How many changes were sent, and how many of them acknowledged. */
  readonly sent: () => number
  readonly acknowledged: () => number
  /** Answers that no fault explains: a conflict with nobody, a refusal. */
  readonly surprises: string[]
  /** Ends it, when the change that is under way has been acknowledged. */
  readonly stop: () => Promise<void>
}

/** Somebody whose screen follows the list. */
export interface Follower {
  /** The number of the newest change of an entry that is on the screen. */
  readonly sees: (entryId: string) => number
  /** What a screen may not show: an older state after a newer one. */
  readonly surprises: string[]
  readonly stop: () => void
}

/** People at work on a stage. */
export interface People {
  readonly group: Group
  readonly writers: readonly Writer[]
  readonly followers: readonly Follower[]
}

/** Signs people in and lets them begin. */
export async function peopleAtWork(stage: Stage, many: { writers: number; followers: number }): Promise<People> {
  const world = new Scenario(stage.owner().kysely)
  const surgery = await world.organisation('gp_practice')
  const group = await world.group([surgery])
  const entries: string[] = []
  for (let each = 0; each < many.writers; each++) {
    const patient = await world.patient({ registeredAt: surgery })
    entries.push(await world.onTheList(patient, group))
  }
  const writers: Writer[] = []
  for (const entryId of entries) writers.push(beginWriting(await signIn(stage, world, surgery, group), entryId))
  const followers: Follower[] = []
  for (let each = 0; each < many.followers; each++) {
    followers.push(beginFollowing(stage, await signIn(stage, world, surgery, group)))
  }
  return { group, writers, followers }
}

interface AtWork {
  client: Client
  declaration: string
}

async function signIn(stage: Stage, world: Scenario, surgery: Organisation, group: Group): Promise<AtWork> {
  const person = await world.staff('gp', surgery, { memberOf: [group] })
  const { cookie } = await clientOf(stage.url, await letSignIn(world.db, person.account_id))
  // A connection for each request, so that one that broke stands in the way of no other.
  const client = clientWith(stage.url, new URL(stage.url).origin, cookie, { connection: 'close' })
  const said = { route: 'group_caseload', purpose: 'direct_care' } as const
  const here = { place: group.place_id, practitioner_role_id: person.role_id }
  const { declaration } = await client.api.access.declare.mutate({ ...here, ...said })
  return { client, declaration }
}

/** The review date by which a change is known again: one day later with each. */
function dayOf(change: number): string {
  return new Date(Date.UTC(2030, 0, 1 + change)).toISOString().slice(0, 10)
}

function changeOf(day: string | null): number {
  return day === null ? 0 : (Date.parse(day) - Date.UTC(2030, 0, 1)) / 86_400_000
}

function beginWriting({ client, declaration }: AtWork, entryId: string): Writer {
  const surprises: string[] = []
  let sent = 0
  let acknowledged = 0
  let stopped = false

  /** Sends one change until it is acknowledged, always under the same key. */
  const change = async (): Promise<void> => {
    const command = { declaration, key: randomUUID(), id: entryId, expected: { administrative: acknowledged } }
    sent++
    for (;;) {
      const signal = AbortSignal.timeout(PATIENCE_MS)
      try {
        await client.api.caseload.change.mutate({ ...command, review_due: dayOf(sent) }, { signal })
        acknowledged++
        return
      } catch (error) {
        const code = problemOf(error)
        if (code !== undefined && code !== 'internal') return void surprises.push(`change ${sent}: ${code}`)
        await pause()
      }
    }
  }
  const running = (async () => {
    while (!stopped && surprises.length === 0) {
      await change()
      await pause()
    }
  })()
  return {
    entryId,
    surprises,
    sent: () => sent,
    acknowledged: () => acknowledged,
    async stop() {
      stopped = true
      await running
    },
  }
}

/** What the server said was wrong; nothing when it did not get to say anything. */
function problemOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  return (error.data as { problem?: { code: string } } | undefined)?.problem?.code
}

function beginFollowing(stage: Stage, { client, declaration }: AtWork): Follower {
  const seen = new Map<string, number>()
  const surprises: string[] = []
  let stopped = false
  let asked = false
  let reading = false

  const show = async (): Promise<void> => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { rows } = await client.api.caseload.list.query({ declaration }, { signal })
    for (const { id, review_due } of rows) {
      const change = changeOf(review_due.state === 'shown' ? review_due.value : null)
      if (change < (seen.get(id) ?? 0)) surprises.push(`went back from ${seen.get(id)} to ${change}`)
      seen.set(id, change)
    }
  }
  const read = async (): Promise<void> => {
    asked = true
    if (reading) return
    reading = true
    while (asked && !stopped) {
      asked = false
      await show().catch(async () => {
        asked = true
        await pause()
      })
    }
    reading = false
  }
  const extraHeaders = { cookie: client.cookie, origin: new URL(stage.url).origin }
  const socket = io(stage.url, { ...LIVE_OPTIONS, path: LIVE_PATH, extraHeaders })
  const leave = followPlace(socket, declaration, { onChange: () => void read(), onStatus: () => undefined })
  void read()
  return {
    surprises,
    sees: (entryId) => seen.get(entryId) ?? 0,
    stop() {
      stopped = true
      leave()
    },
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
}
