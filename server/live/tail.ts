import type { Kysely } from 'kysely'

import type { Database } from '../database/schema.ts'

/** Changes of one place that nobody here was told of yet: those numbered after `after`, up to `upTo`. */
export interface News {
  readonly placeId: string
  readonly after: number
  readonly upTo: number
}

/** Follows, for the places that are open in this process, how far their numbers have come. */
export interface Tail {
  /**
   * Follows a place from now on.
   *
   * @param join called with the number that the others who have it open are up to; whoever joins in that very call is
   *   told of all that comes after it, and must be told of what came before by the caller
   */
  readonly follow: (placeId: string, join: (rev: number) => void) => Promise<void>
  /** Looks once at all followed places, and hands on what is new. Throws when that failed: it is then still new. */
  readonly look: () => Promise<void>
}

/**
 * @param house the numbers are in house.place: they have no gaps and stand in the order of commits, so that a number
 *   seen means that every change up to it is there to be read
 * @param openPlaceIds the places that somebody has open here
 * @param tell hands changes on, and resolves when everybody was told
 */
export function createTail(
  house: Kysely<Database>,
  openPlaceIds: () => readonly string[],
  tell: (news: readonly News[]) => Promise<void>,
): Tail {
  const known = new Map<string, number>()

  return {
    async follow(placeId, join) {
      if (!known.has(placeId)) {
        const [place] = await readRevs(house, [placeId])
        // Another screen may have begun to follow it meanwhile, and be further on.
        if (!known.has(placeId)) known.set(placeId, place?.rev ?? 0)
      }
      join(known.get(placeId) ?? 0)
    },
    async look() {
      const open = new Set(openPlaceIds())
      for (const placeId of known.keys()) if (!open.has(placeId)) known.delete(placeId)
      const places = await readRevs(house, [...known.keys()])
      const news: News[] = []
      for (const { id, rev } of places) {
        const after = known.get(id)
        if (after === undefined || after === rev) continue
        news.push({ placeId: id, after, upTo: rev })
        // Moved on before anyone is told: whoever joins meanwhile asks by themselves for what came before.
        known.set(id, rev)
      }
      try {
        if (news.length > 0) await tell(news)
      } catch (error) {
        for (const { placeId, after } of news) if (known.has(placeId)) known.set(placeId, after)
        throw error
      }
    },
  }
}

async function readRevs(house: Kysely<Database>, placeIds: readonly string[]): Promise<{ id: string; rev: number }[]> {
  if (placeIds.length === 0) return []
  return house.selectFrom('house.place').where('id', 'in', placeIds).select(['id', 'rev']).execute()
}
