import { randomUUID } from 'node:crypto'

import type { Kysely } from 'kysely'

import { secondsFromNow } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'
import { Problem } from '../errors.ts'
import type { Secrets } from '../secrets.ts'
import { addressForCounting } from './address.ts'

/** How long a failed attempt counts, in seconds. */
const WINDOW_SECONDS = 15 * 60

/** The attempts on one account in that time (NIST SP 800-63B-4, 3.2.2 allows up to 100 in a row). */
export const ATTEMPTS_PER_ACCOUNT = 10

/** The attempts from one address in that time: a whole health centre can sit behind one. */
export const ATTEMPTS_PER_ADDRESS = 60

/** Attempts are of no use to anyone after this, in seconds. */
const KEPT_SECONDS = 24 * 60 * 60

/** Counts attempts to sign in, without keeping whose they were. */
export interface Attempts {
  /**
   * Begins an attempt, before the password is looked at.
   *
   * @returns its id, for `succeeded`
   * @throws Problem('too_many') when the account or the address has had its share, whether there is such an account or not
   */
  readonly begin: (email: string, address: string) => Promise<string>
  /** Takes an attempt out of the count: it was the right password. */
  readonly succeeded: (id: string) => Promise<void>
}

/** @param house where attempts are kept, by keyed hashes of account and address */
export function attemptsOf(house: Kysely<Database>, secrets: Secrets): Attempts {
  return {
    async begin(email, address) {
      const attempt = {
        id: randomUUID(),
        account_hash: secrets.hash('sign_in_attempt', `account ${email}`),
        address_hash: secrets.hash('sign_in_attempt', `address ${addressForCounting(address)}`),
        succeeded: false,
      }
      await forgetOld(house)
      // Kept before it is counted: of many attempts at the same moment, each sees those before it.
      await house.insertInto('house.sign_in_attempt').values(attempt).execute()
      const counts = await countRecent(house, attempt)
      if (counts.of_account > ATTEMPTS_PER_ACCOUNT || counts.from_address > ATTEMPTS_PER_ADDRESS) {
        // An attempt that was not made does not count, or a person could be kept out for ever by knocking.
        await house.deleteFrom('house.sign_in_attempt').where('id', '=', attempt.id).execute()
        throw new Problem('too_many')
      }
      return attempt.id
    },
    async succeeded(id) {
      await house.updateTable('house.sign_in_attempt').set({ succeeded: true }).where('id', '=', id).execute()
    },
  }
}

async function countRecent(house: Kysely<Database>, of: { account_hash: Buffer; address_hash: Buffer }) {
  return house
    .selectFrom('house.sign_in_attempt')
    .where('succeeded', '=', false)
    .where('at', '>', secondsFromNow(-WINDOW_SECONDS))
    .where((eb) => eb.or([eb('account_hash', '=', of.account_hash), eb('address_hash', '=', of.address_hash)]))
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('account_hash', '=', of.account_hash).as('of_account'),
      eb.fn.countAll<number>().filterWhere('address_hash', '=', of.address_hash).as('from_address'),
    ])
    .executeTakeFirstOrThrow()
}

async function forgetOld(house: Kysely<Database>): Promise<void> {
  await house.deleteFrom('house.sign_in_attempt').where('at', '<', secondsFromNow(-KEPT_SECONDS)).execute()
}
