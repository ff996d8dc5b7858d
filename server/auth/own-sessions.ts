import type { Kysely } from 'kysely'

import type { SessionInfo } from '../access/decision.ts'
import { now } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'
import { openSessions } from './open-sessions.ts'

/** One of a person's own sessions, as they see it in their list. */
export interface OwnSession {
  id: string
  created_at: Date
  last_seen_at: Date
  /** As the browser calls itself; null when it said nothing. */
  user_agent: string | null
  /** Whether it is the session that asks. */
  current: boolean
}

/** The open sessions of a person, the one used last first. */
export async function listOwnSessions(house: Kysely<Database>, session: SessionInfo): Promise<OwnSession[]> {
  const rows = await openSessions(house)
    .where('account.id', '=', session.account_id)
    .select(['session.id', 'session.created_at', 'session.last_seen_at', 'session.user_agent'])
    .orderBy('session.last_seen_at', 'desc')
    .orderBy('session.id')
    .execute()
  return rows.map((row) => ({ ...row, current: row.id === session.id }))
}

/**
 * Ends one of a person's own sessions.
 *
 * @param id as `listOwnSessions` gave it
 * @returns false when it is not one of theirs, or has ended already
 */
export async function revokeOwnSession(house: Kysely<Database>, session: SessionInfo, id: string): Promise<boolean> {
  const revoked = await house
    .updateTable('house.session')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('account_id', '=', session.account_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

/** Of some sessions, those that still hold. Asking is not using: it puts off nobody's idle end. */
export async function stillOpen(house: Kysely<Database>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await openSessions(house).where('session.id', 'in', ids).select('session.id').execute()
  return new Set(rows.map((row) => row.id))
}
