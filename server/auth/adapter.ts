import { createHash } from 'node:crypto'

import type { Kysely } from 'kysely'
import type { Adapter, DatabaseSession } from 'lucia'

import { millisecondsUntilFirstOf, now, secondsFromNow } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'
import { ABSOLUTE_SECONDS, IDLE_SECONDS, noteUse, openSessions } from './open-sessions.ts'

/** What a session carries besides its end. */
export interface SessionAttributes {
  /** The id of the row, for lists and for revoking; what the browser holds is a secret and is kept nowhere. */
  row_id: string
  assurance_level: number
  user_agent: string | null
}

/** What an account carries besides its id. */
export interface AccountAttributes {
  practitioner_id: string
  family_name: string
  given_names: string
}

/**
 * Keeps Lucia's sessions in house.session.
 *
 * It makes good what Lucia lacks: a session id is kept only as its SHA-256 and handed back as it was given, both ends
 * of a session are decided by the database's clock, and nothing is deleted, since declarations refer to sessions.
 */
export function sessionAdapter(house: Kysely<Database>): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const row = await findOpenSession(house, sessionId)
      if (!row) return [null, null]
      const { account_id, practitioner_id, family_name, given_names, ...session } = row
      return [
        databaseSession(sessionId, account_id, session),
        { id: account_id, attributes: { practitioner_id, family_name, given_names } },
      ]
    },
    async getUserSessions(accountId) {
      const rows = await openSessions(house).where('account.id', '=', accountId).select(sessionColumns).execute()
      // Nobody can be given back a secret that is not kept: here a session goes by its row.
      return rows.map((row) => databaseSession(row.row_id, accountId, row))
    },
    async setSession({ id, userId, attributes }) {
      await house
        .insertInto('house.session')
        .values({
          id: attributes.row_id,
          secret_hash: hashOf(id),
          account_id: userId,
          created_at: now,
          last_seen_at: now,
          idle_ends_at: secondsFromNow(IDLE_SECONDS),
          absolute_ends_at: secondsFromNow(ABSOLUTE_SECONDS),
          assurance_level: attributes.assurance_level,
          user_agent: attributes.user_agent,
        })
        .execute()
    },
    // The new end that Lucia reckoned by this process's clock is not used.
    updateSessionExpiration: (sessionId) => noteUse(house, hashOf(sessionId)),
    async deleteSession(sessionId) {
      await revokeWhere(house).where('secret_hash', '=', hashOf(sessionId)).execute()
    },
    async deleteUserSessions(accountId) {
      await revokeWhere(house).where('account_id', '=', accountId).execute()
    },
    async deleteExpiredSessions() {
      await revokeWhere(house)
        .where((eb) => eb.or([eb('idle_ends_at', '<=', now), eb('absolute_ends_at', '<=', now)]))
        .execute()
    },
  }
}

const sessionColumns = [
  'session.id as row_id',
  'session.assurance_level',
  'session.user_agent',
  millisecondsUntilFirstOf('session.idle_ends_at', 'session.absolute_ends_at').as('left_ms'),
] as const

async function findOpenSession(house: Kysely<Database>, sessionId: string) {
  return openSessions(house)
    .where('session.secret_hash', '=', hashOf(sessionId))
    .select(sessionColumns)
    .select([
      'account.id as account_id',
      'account.practitioner_id',
      'practitioner.family_name',
      'practitioner.given_names',
    ])
    .executeTakeFirst()
}

function databaseSession(
  id: string,
  userId: string,
  { left_ms, ...attributes }: SessionAttributes & { left_ms: number },
): DatabaseSession {
  // Lucia compares this with the process's clock: from time left it comes to the same as the database's answer.
  return { id, userId, expiresAt: new Date(Date.now() + left_ms), attributes }
}

function revokeWhere(house: Kysely<Database>) {
  return house.updateTable('house.session').set({ revoked_at: now }).where('revoked_at', 'is', null)
}

/** The secret has 200 random bits, so that a plain hash of it cannot be searched. */
function hashOf(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest()
}
