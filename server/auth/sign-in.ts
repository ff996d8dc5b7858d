import { randomUUID } from 'node:crypto'

import type { Kysely } from 'kysely'

import type { Database } from '../database/schema.ts'
import { Problem } from '../errors.ts'
import type { Attempts } from './attempts.ts'
import { type AppLucia, readSessionId, sessionCookie } from './lucia.ts'
import type { PasswordCheck } from './password.ts'
import { signedIn, type SignedIn } from './signed-in.ts'

/** What a person brings to sign in. */
export interface SignInAttempt {
  readonly email: string
  readonly password: string
  /** The address of their end of the connection, from a trusted proxy when there is one. */
  readonly address: string
  readonly userAgent: string | undefined
  /** The Cookie header of the request: a session that it holds is ended, so that none outlives a sign-in. */
  readonly cookieHeader: string | undefined
}

/** A password alone, without a second factor (NIST SP 800-63B: AAL1). */
const PASSWORD_ALONE = 1

/** How much of what a browser calls itself is worth keeping, in characters. */
const USER_AGENT_LENGTH = 256

const WRONG = 'The email address or the password is wrong. Check both and try again.'

/** What signing in works with. */
interface Means {
  readonly house: Kysely<Database>
  readonly lucia: AppLucia
  readonly passwords: PasswordCheck
  readonly attempts: Attempts
}

/** Makes the one way in; what it promises stands at `Auth.signIn`. */
export function createSignIn({ house, lucia, passwords, attempts }: Means) {
  return async (given: SignInAttempt): Promise<{ session: SignedIn; cookie: string }> => {
    const email = given.email.trim().toLowerCase()
    const attempt = await attempts.begin(email, given.address)
    const account = await findAccount(house, email)
    // Compared whether or not there is an account, and before anything else is asked about it.
    const matches = await passwords.matches(given.password, account?.password_hash)
    if (!account || !matches || account.disabled_at !== null) throw new Problem('invalid', WRONG)
    await attempts.succeeded(attempt)

    const previous = readSessionId(lucia, given.cookieHeader)
    if (previous !== null) await lucia.invalidateSession(previous)
    const session = await lucia.createSession(account.id, {
      row_id: randomUUID(),
      assurance_level: PASSWORD_ALONE,
      user_agent: given.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
    })
    return { session: signedIn(session, account), cookie: sessionCookie(lucia, session.id) }
  }
}

async function findAccount(house: Kysely<Database>, email: string) {
  return house
    .selectFrom('house.account as account')
    .innerJoin('house.practitioner as practitioner', 'practitioner.id', 'account.practitioner_id')
    .where('account.email', '=', email)
    .select(['account.id', 'account.password_hash', 'account.disabled_at', 'account.practitioner_id'])
    .select(['practitioner.family_name', 'practitioner.given_names'])
    .executeTakeFirst()
}
