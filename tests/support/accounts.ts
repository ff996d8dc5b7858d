import type { Kysely } from 'kysely'

import { hashPassword } from '../../server/auth/password.ts'
import type { Database } from '../../server/database/schema.ts'
import { makeAccount, makePractitioner } from './factories/house.ts'

/** The password of every account that a test signs in with. */
export const PASSWORD = 'nine blue herons wading'

const hashed = hashPassword(PASSWORD)

/** An account that a test made, and whose it is. */
export interface TestAccount {
  readonly account_id: string
  readonly practitioner_id: string
  readonly email: string
}

/** Makes a person who can sign in and has no role anywhere. */
export async function addAccount(
  db: Kysely<Database>,
  names: { family_name?: string; given_names?: string } = {},
): Promise<TestAccount> {
  const practitioner_id = await makePractitioner(db, names)
  const account_id = await makeAccount(db, { practitioner_id })
  return { account_id, practitioner_id, email: await letSignIn(db, account_id) }
}

/** Gives an account that was made without one the password, and says its email address. */
export async function letSignIn(db: Kysely<Database>, accountId: string): Promise<string> {
  const { email } = await db
    .updateTable('house.account')
    .set({ password_hash: await hashed })
    .where('id', '=', accountId)
    .returning('email')
    .executeTakeFirstOrThrow()
  return email
}
