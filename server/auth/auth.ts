import type { Kysely } from 'kysely'

import type { SessionInfo } from '../access/decision.ts'
import type { Database } from '../database/schema.ts'
import { Problem } from '../errors.ts'
import type { Secrets } from '../secrets.ts'
import { sessionAdapter } from './adapter.ts'
import { attemptsOf } from './attempts.ts'
import { createLucia, readSessionId } from './lucia.ts'
import { listOwnSessions, type OwnSession, revokeOwnSession, stillOpen } from './own-sessions.ts'
import { createPasswordCheck } from './password.ts'
import { createSignIn, type SignInAttempt } from './sign-in.ts'
import { signedIn, type SignedIn } from './signed-in.ts'

/** Accounts and sessions. Cookies go in and out as the text of their headers. */
export interface Auth {
  /**
   * Signs a person in, always with a fresh session.
   *
   * @returns the session, and the value of the Set-Cookie header that brings it to the browser
   * @throws Problem('invalid') in the same words and after the same work for a wrong password, an unknown account and
   *   a disabled one; Problem('too_many') after too many attempts, for unknown accounts too
   */
  readonly signIn: (attempt: SignInAttempt) => Promise<{ session: SignedIn; cookie: string }>
  /** Whose session a Cookie header holds, or null; counts as use, and so puts the session's idle end off. */
  readonly validate: (cookieHeader: string | undefined) => Promise<SignedIn | null>
  /** The same without counting as use: for what a browser does by itself, sockets first of all. */
  readonly recognise: (cookieHeader: string | undefined) => Promise<SignedIn | null>
  /** Of some sessions, by id, those that still hold. Does not count as use. */
  readonly stillOpen: (ids: readonly string[]) => Promise<Set<string>>
  /** Ends a session at once, everywhere. */
  readonly signOut: (session: SessionInfo) => Promise<void>
  /** The person's open sessions, the one used last first. */
  readonly sessions: (session: SessionInfo) => Promise<OwnSession[]>
  /**
   * Ends another of the person's own sessions.
   *
   * @throws Problem('not_found') when it is not one of theirs, or has ended already
   */
  readonly revoke: (session: SessionInfo, id: string) => Promise<void>
  /** The value of the Set-Cookie header that takes the session out of the browser. */
  readonly blankCookie: string
}

/**
 * Makes the accounts of this program.
 *
 * @param options.sampleMode whether cookies must work over plain http on this machine
 */
export async function createAuth(options: {
  house: Kysely<Database>
  secrets: Secrets
  sampleMode: boolean
}): Promise<Auth> {
  const { house, secrets, sampleMode } = options
  const adapter = sessionAdapter(house)
  const lucia = createLucia(adapter, sampleMode)
  const passwords = await createPasswordCheck()
  const signIn = createSignIn({ house, lucia, passwords, attempts: attemptsOf(house, secrets) })

  const recognise: Auth['recognise'] = async (cookieHeader) => {
    const sessionId = readSessionId(lucia, cookieHeader)
    if (sessionId === null) return null
    const [session, account] = await adapter.getSessionAndUser(sessionId)
    return session && account ? signedIn(session.attributes, { id: account.id, ...account.attributes }) : null
  }

  return {
    recognise,
    signIn,
    async validate(cookieHeader) {
      const sessionId = readSessionId(lucia, cookieHeader)
      if (sessionId === null) return null
      const { session, user } = await lucia.validateSession(sessionId)
      return session ? signedIn(session, user) : null
    },
    stillOpen: (ids) => stillOpen(house, ids),
    async signOut(session) {
      await revokeOwnSession(house, session, session.id)
    },
    sessions: (session) => listOwnSessions(house, session),
    async revoke(session, id) {
      if (!(await revokeOwnSession(house, session, id))) {
        throw new Problem('not_found', 'That session is not in your list. It may have ended already.')
      }
    },
    blankCookie: lucia.createBlankSessionCookie().serialize(),
  }
}
