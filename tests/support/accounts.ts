import { randomUUID } from 'node:crypto'

import type { Kysely } from 'kysely'

import { hashPassword } from '../../server/auth/password.ts'
import type { Database } from '../../server/database/schema.ts'

/** The password of every account that a test makes. */
export const PASSWORD = 'nine blue herons wading'

const hashed = hashPassword(PASSWORD)

/** An account that a test made, and whose it is. */
export interface TestAccount {
  readonly account_id: string
  readonly practitioner_id: string
  readonly email: string
}

/**
 * Makes a person with an account and no role anywhere, or an account for a person who is there.
 *
 * @param owner a connection that may write house
 */
export async function addAccount(
  owner: Kysely<Database>,
  given: { email?: string; practitioner_id?: string; family_name?: string; given_names?: string } = {},
): Promise<TestAccount> {
  const account_id = randomUUID()
  const practitioner_id = given.practitioner_id ?? randomUUID()
  const email = given.email ?? `${account_id}@example.nhs.uk`
  if (given.practitioner_id === undefined) {
    await owner
      .insertInto('house.practitioner')
      .values({
        id: practitioner_id,
        family_name: given.family_name ?? 'Okafor',
        given_names: given.given_names ?? 'Ngozi',
      })
      .execute()
  }
  await owner
    .insertInto('house.account')
    .values({ id: account_id, practitioner_id, email, password_hash: await hashed })
    .execute()
  return { account_id, practitioner_id, email }
}
