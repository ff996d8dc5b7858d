import type { Kysely } from 'kysely'

import { now, secondsFromNow } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'

/** A session that nobody uses ends after this, in seconds (hardening: 15 minutes). */
export const IDLE_SECONDS = 15 * 60

/** Use is written down at most this often, in seconds: not every click is worth a write. */
export const SEEN_EVERY_SECONDS = 60

/** A session ends after this, however much it is used, in seconds: a long working day. */
export const ABSOLUTE_SECONDS = 10 * 60 * 60

/**
 * The sessions that hold at this moment by the database's clock, with their account and person; what every question
 * about a session starts from.
 */
export function openSessions(house: Kysely<Database>) {
  return house
    .selectFrom('house.session as session')
    .innerJoin('house.account as account', 'account.id', 'session.account_id')
    .innerJoin('house.practitioner as practitioner', 'practitioner.id', 'account.practitioner_id')
    .where('session.revoked_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .where('session.idle_ends_at', '>', now)
    .where('session.absolute_ends_at', '>', now)
}

/** Puts the idle end of a session off, unless that was done within the last minute or the session has ended. */
export async function noteUse(house: Kysely<Database>, secretHash: Buffer): Promise<void> {
  await house
    .updateTable('house.session')
    .set({ last_seen_at: now, idle_ends_at: secondsFromNow(IDLE_SECONDS) })
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where('idle_ends_at', '>', now)
    .where('last_seen_at', '<', secondsFromNow(-SEEN_EVERY_SECONDS))
    .execute()
}
