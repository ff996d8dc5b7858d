import type { Gate } from '../access/gate.ts'
import type { Cursors } from './cursor.ts'
import type { Screen, Rooms } from './rooms.ts'
import type { News } from './tail.ts'

/** How many changes the gate is asked about at once, so that one long import does not make one endless statement. */
const AT_ONCE = 500

/** Tells readers of changes: those whom the gate names, and nobody else. */
export interface Telling {
  /** Tells everybody who has one of these places open here. */
  readonly tellAll: (news: readonly News[]) => Promise<void>
  /** Tells one screen, under its declaration, of what it missed. */
  readonly tellOne: (screen: Screen, declarationId: string, news: News) => Promise<void>
}

/** What is to be said to whoever reads under one declaration: the last word on each patient. */
type Words = Map<string, 'patient' | 'gone'>

/** @param gate chooses, in the statement, who could see a change before it or can after */
export function createTelling(gate: Pick<Gate, 'whoIsTold'>, rooms: Rooms, cursors: Cursors): Telling {
  const ask = async (news: readonly News[], declarationIds: readonly string[]) => {
    const words = new Map<string, Words>()
    const keys = news.flatMap(keysOf)
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const told = await gate.whoIsTold(keys.slice(start, start + AT_ONCE), declarationIds)
      for (const { declaration_id, patient_id, what } of told.toSorted((one, other) => one.rev - other.rev)) {
        const theirs: Words = words.get(declaration_id) ?? new Map<string, 'patient' | 'gone'>()
        words.set(declaration_id, theirs.set(patient_id, what === 'gone' ? 'gone' : 'patient'))
      }
    }
    return words
  }

  // One frame is made for each screen: a cursor is of one session, and no object is shared between readers.
  const say = (screen: Screen, words: Words, placeId: string, rev: number) => {
    const cursor = cursors.seal(screen.session.id, { placeId, rev, sealedAt: Date.now() })
    for (const [id, topic] of words) screen.send({ topic, id, cursor })
  }

  return {
    async tellAll(news) {
      const upTo = new Map(news.map((each) => [each.placeId, each.upTo]))
      const open = rooms.openPlaces().filter(({ placeId }) => upTo.has(placeId))
      const words = await ask(
        news,
        open.map(({ declarationId }) => declarationId),
      )
      for (const { declarationId, placeId } of open) {
        const theirs = words.get(declarationId)
        if (!theirs) continue
        for (const screen of rooms.screensUnder(declarationId)) say(screen, theirs, placeId, upTo.get(placeId) ?? 0)
      }
    },
    async tellOne(screen, declarationId, news) {
      const words = await ask([news], [declarationId])
      const theirs = words.get(declarationId)
      if (theirs) say(screen, theirs, news.placeId, news.upTo)
    },
  }
}

function keysOf({ placeId, after, upTo }: News): { place_id: string; rev: number }[] {
  return Array.from({ length: Math.max(0, upTo - after) }, (_, index) => ({
    place_id: placeId,
    rev: after + 1 + index,
  }))
}
