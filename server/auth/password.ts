import { randomBytes } from 'node:crypto'

import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane of argon2id, which the library takes unless told. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** NIST SP 800-63B-4, 3.1.1.2: the least for a password that is the only factor, in characters. */
export const PASSWORD_MIN_LENGTH = 15

/** The most, in characters: long enough for any phrase, short enough that hashing it costs no more than another. */
export const PASSWORD_MAX_LENGTH = 256

/**
 * Hashes a password for keeping.
 *
 * @returns a PHC string that names the algorithm and its cost, so that the cost can be raised later
 */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), ARGON2)
}

/** Compares a password with what is kept of one; with nothing kept it takes as long and says no. */
export interface PasswordCheck {
  readonly matches: (password: string, kept: string | undefined) => Promise<boolean>
}

/**
 * Makes the check that sign-in uses.
 *
 * It hashes one random password at the start, to be compared with when there is no account: otherwise the time of an
 * answer would tell which addresses have one.
 */
export async function createPasswordCheck(): Promise<PasswordCheck> {
  const nobodys = await hashPassword(randomBytes(24).toString('base64url'))
  return {
    async matches(password, kept) {
      const same = await verify(kept ?? nobodys, normalised(password.slice(0, PASSWORD_MAX_LENGTH + 1)))
      return same && kept !== undefined && password.length <= PASSWORD_MAX_LENGTH
    },
  }
}

/** One password, however the keyboard composed its characters (NIST SP 800-63B-4, 3.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC')
}
