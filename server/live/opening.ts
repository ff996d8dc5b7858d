import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { Gate } from '../access/gate.ts'
import { Problem } from '../errors.ts'
import type { Logger } from '../logger.ts'
import type { Cursors } from './cursor.ts'
import type { OpenAnswer } from './frames.ts'
import type { Rooms, Screen } from './rooms.ts'
import type { Tail } from './tail.ts'
import type { Telling } from './telling.ts'

/** A cursor older than this is not followed up: everything is read again, in milliseconds. */
const FOLLOWED_UP_FOR_MS = 10 * 60_000

/** How long a page may take from reading its data to opening its place, in seconds. */
const PAGE_TAKES_SECONDS = 60

/** A cursor is 59 characters long; what is longer is none. */
const openingSchema = z.strictObject({ declaration: z.uuid(), cursor: z.string().max(100).optional() })

/** What opening a place works with. */
interface Means {
  readonly gate: Pick<Gate, 'decide' | 'revBefore' | 'stillHolding'>
  readonly rooms: Rooms
  readonly tail: Tail
  readonly telling: Telling
  readonly cursors: Cursors
  readonly logger: Logger
}

/**
 * Makes the answer to "open": the gate must decide for the declaration, then the screen is told of what it missed and
 * of all that follows. What was missed goes by time and never by number, which would tell of changes that are hidden.
 */
export function createOpening({ gate, rooms, tail, telling, cursors, logger }: Means) {
  const open = async (screen: Screen, sent: unknown, requestId: string): Promise<OpenAnswer> => {
    const opening = openingSchema.safeParse(sent)
    if (!opening.success) throw new Problem('invalid')
    const { declaration, cursor: sealed } = opening.data
    const { placeId, declarationId } = await gate.decide(screen.session, declaration, requestId)

    const cursor = sealed === undefined ? undefined : cursors.unseal(screen.session.id, placeId, sealed)
    const again = cursor === null || (cursor !== undefined && cursor.sealedAt < Date.now() - FOLLOWED_UP_FOR_MS)
    const after = cursor?.rev ?? (await gate.revBefore(placeId, PAGE_TAKES_SECONDS))

    let upTo = 0
    await tail.follow(placeId, (rev) => {
      upTo = rev
      rooms.open(screen, { declarationId, placeId })
    })
    // An end of access that was announced before the screen was in its room has passed it by.
    if (!(await gate.stillHolding([declarationId])).has(declarationId)) throw new Problem('declaration_ended')
    if (!again) await telling.tellOne(screen, declarationId, { placeId, after, upTo })
    return {
      outcome: 'open',
      cursor: cursors.seal(screen.session.id, { placeId, rev: upTo, sealedAt: Date.now() }),
      again,
    }
  }

  const answer = async (screen: Screen, sent: unknown, requestId: string): Promise<OpenAnswer> => {
    try {
      return await open(screen, sent, requestId)
    } catch (error) {
      rooms.close(screen)
      if (error instanceof Problem) return { outcome: 'refused', code: error.code, words: error.message }
      logger.warn({ request: requestId, err: error }, 'a place could not be opened')
      return { outcome: 'failed' }
    }
  }

  /** Never throws: whatever goes wrong is answered, and leaves the screen with nothing open. */
  return async (screen: Screen, sent: unknown): Promise<OpenAnswer> => {
    const requestId = randomUUID()
    const started = performance.now()
    const answered = await answer(screen, sent, requestId)
    const ms = Math.round(performance.now() - started)
    logger.info({ request: requestId, outcome: answered.outcome, ms }, 'asked to open a place')
    return answered
  }
}
