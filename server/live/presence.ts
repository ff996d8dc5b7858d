import type { Kysely } from 'kysely'

import { now, secondsFromNow } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'
import type { OpenPlace, Rooms, Screen } from './rooms.ts'

/** Wakes every process when somebody came to a place or left it; its payload is the id of the place. */
export const PRESENCE_CHANNEL = 'shared_caseload_present'

/** How often a row is renewed that says that somebody is here, in milliseconds. */
export const RENEWED_EVERY_MS = 15_000

/** A row that was not renewed for this long means nobody, in seconds: its process may have died. */
const GONE_AFTER_SECONDS = 30

/** How long a page may take from reading its data to opening its place, in milliseconds. */
const PAGE_TAKES_MS = 60_000

/** Such a row is deleted after this, in seconds. */
const DELETED_AFTER_SECONDS = 300

/** Keeps house.open_place in step with who has what open in this process, and says when that changes anywhere. */
export interface Presence {
  /** Writes what changed since the last time, and renews what is due. */
  readonly write: () => Promise<void>
  /** Reads who is at the places that are open here, and tells the others there when somebody came or left. */
  readonly read: () => Promise<void>
  /** Takes this process's people out: it is ending. */
  readonly leave: () => Promise<void>
}

/** @param processId the name of this process among those that serve the same database */
export function createPresence(house: Kysely<Database>, rooms: Rooms, processId: string): Presence {
  /** What stands in the table for this process: each place by its declaration, and when it was written. */
  const written = new Map<string, OpenPlace & { at: number }>()
  /** Who was at each place when it was last read, by practitioner, and when that last changed. */
  const present = new Map<string, { who: ReadonlySet<string>; movedAt: number }>()
  /** The place for which a screen was last thought of. */
  const knownAt = new WeakMap<Screen, string>()

  const write = async (open: readonly OpenPlace[]): Promise<void> => {
    const ids = new Set(open.map(({ declarationId }) => declarationId))
    const left = [...written.values()].filter(({ declarationId }) => !ids.has(declarationId))
    const come = open.filter(({ declarationId }) => !written.has(declarationId))
    const due = open.filter(
      ({ declarationId }) => (written.get(declarationId)?.at ?? 0) <= Date.now() - RENEWED_EVERY_MS,
    )

    await renew(house, processId, due)
    for (const place of due) written.set(place.declarationId, { ...place, at: Date.now() })
    await remove(house, processId, left)
    for (const { declarationId } of left) written.delete(declarationId)
    await announce(house, new Set([...come, ...left].map(({ placeId }) => placeId)))
  }

  return {
    write: () => write(rooms.openPlaces()),
    leave: () => write([]),
    async read() {
      const placeIds = rooms.placeIds()
      for (const placeId of present.keys()) if (!placeIds.includes(placeId)) present.delete(placeId)
      const found = await readPresent(house, placeIds)
      for (const placeId of placeIds) {
        const before = present.get(placeId)
        const who = found.get(placeId) ?? new Set()
        const moved = changed(before?.who ?? new Set(), who)
        const movedAt = moved.size > 0 ? Date.now() : (before?.movedAt ?? 0)
        present.set(placeId, { who, movedAt })
        for (const screen of rooms.screensAt(placeId)) {
          // The page of a screen that has just come may be older than the last to come before it.
          const mayBeOld = knownAt.get(screen) !== placeId && movedAt > Date.now() - PAGE_TAKES_MS
          knownAt.set(screen, placeId)
          if (others(mayBeOld ? who : moved, screen)) screen.send({ topic: 'present', id: placeId, cursor: '' })
        }
      }
    },
  }
}

/** Who is in one of two sets and not in the other. */
function changed(before: ReadonlySet<string>, after: ReadonlySet<string>): ReadonlySet<string> {
  const left = [...before].filter((each) => !after.has(each))
  const come = [...after].filter((each) => !before.has(each))
  return new Set([...left, ...come])
}

/** Whether somebody is among them whom this person's own screen would show. */
function others(who: ReadonlySet<string>, screen: Screen): boolean {
  return [...who].some((practitionerId) => practitionerId !== screen.session.practitioner_id)
}

async function renew(house: Kysely<Database>, processId: string, due: readonly OpenPlace[]): Promise<void> {
  if (due.length === 0) return
  await house
    .insertInto('house.open_place')
    .values(
      due.map(({ declarationId, placeId }) => ({
        declaration_id: declarationId,
        place_id: placeId,
        process_id: processId,
      })),
    )
    .onConflict((row) => row.columns(['declaration_id', 'place_id', 'process_id']).doUpdateSet({ seen_at: now }))
    .execute()
}

async function remove(house: Kysely<Database>, processId: string, left: readonly OpenPlace[]): Promise<void> {
  const ids = left.map(({ declarationId }) => declarationId)
  await house
    .deleteFrom('house.open_place')
    .where((row) =>
      row.or([
        row('seen_at', '<', secondsFromNow(-DELETED_AFTER_SECONDS)),
        ...(ids.length > 0 ? [row.and([row('process_id', '=', processId), row('declaration_id', 'in', ids)])] : []),
      ]),
    )
    .execute()
}

async function announce(house: Kysely<Database>, placeIds: ReadonlySet<string>): Promise<void> {
  for (const placeId of placeIds) {
    await house
      .selectNoFrom((of) => of.fn('pg_notify', [of.val(PRESENCE_CHANNEL), of.val(placeId)]).as('sent'))
      .execute()
  }
}

async function readPresent(house: Kysely<Database>, placeIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (placeIds.length === 0) return found
  const rows = await house
    .selectFrom('house.open_place as open')
    .innerJoin('house.declaration as said', 'said.id', 'open.declaration_id')
    .innerJoin('house.practitioner_role as held', 'held.id', 'said.practitioner_role_id')
    .where('open.place_id', 'in', placeIds)
    .where('open.seen_at', '>', secondsFromNow(-GONE_AFTER_SECONDS))
    .select(['open.place_id', 'held.practitioner_id'])
    .distinct()
    .execute()
  for (const { place_id, practitioner_id } of rows) {
    found.set(place_id, (found.get(place_id) ?? new Set()).add(practitioner_id))
  }
  return found
}
