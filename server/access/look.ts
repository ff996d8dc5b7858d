import type { Pool } from 'pg'
import { sql } from 'kysely'
import { statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { readerOf } from './arm.ts'
import { openCursor, sealCursor } from './cursor.ts'
import type { Decision } from './decision.ts'
import { compile } from './sql/compiler.ts'

/** When a reader last looked at a place, as ISO 8601, and how they say that they have seen all there is by now. */
export interface Look {
  /** null for who never looked before: then nothing counts as changed. */
  since: string | null
  /** Sealed: how much has happened at a place is nobody's to know. */
  seen: string
}

/**
 * How far a reader has read of the place of their decision. Asked before a list is read, so that what the list could
 * not show yet is never taken for seen.
 *
 * @throws Problem `declaration_ended`
 */
export async function lastLook(pool: Pool, key: Buffer, decision: Decision): Promise<Look> {
  const [found] = await statementsOf(pool).run<{ rev: number; at: Date; since: Date | null }>(
    compile(sql`with ${readerOf(decision)}
      select place.rev, clock_timestamp() as at, l.at as since
      from a join house.place on place.id = a.place_id
      left join house.last_look l on l.practitioner_role_id = a.practitioner_role_id and l.place_id = a.place_id`),
  )
  if (!found) throw new Problem('declaration_ended')
  const position = { values: [String(found.rev), found.at.toISOString()], id: decision.placeId }
  return { since: found.since?.toISOString() ?? null, seen: sealCursor(key, boundTo(decision), position) }
}

/**
 * Takes for seen all that `lastLook` sealed; never less than was seen before.
 *
 * @throws Problem `declaration_ended`, or `stale_cursor` for what was sealed for another reader or place
 */
export async function look(pool: Pool, key: Buffer, decision: Decision, seen: string): Promise<void> {
  const {
    values: [rev, at],
  } = openCursor(key, boundTo(decision), seen)
  const taken = await statementsOf(pool).run(
    compile(sql`with ${readerOf(decision)}
      insert into house.last_look as l (practitioner_role_id, place_id, rev, at)
      select a.practitioner_role_id, a.place_id, ${rev}::bigint, ${at}::timestamptz from a
      on conflict (practitioner_role_id, place_id)
        do update set rev = greatest(l.rev, excluded.rev), at = greatest(l.at, excluded.at)
      returning 1 as taken`),
  )
  if (taken.length === 0) throw new Problem('declaration_ended')
}

function boundTo({ practitionerRoleId, placeId }: Decision): string {
  return JSON.stringify(['look', practitionerRoleId, placeId])
}
