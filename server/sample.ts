import type { Gate } from './access/gate.ts'
import { hashPassword } from './auth/password.ts'
import { connect } from './database/connection.ts'
import { loadSampleData } from './database/sample/load.ts'
import { samplePassword, sampleSignIns } from './database/sample/sign-ins.ts'
import type { SampleAccounts } from './http/load-context.ts'
import { roleWords } from './words.ts'

/**
 * Fills an empty embedded database with made-up people.
 *
 * @param ownerUrl connection url of the owner's role
 * @returns whether it wrote anything
 */
export async function loadSample(ownerUrl: string, gate: Gate): Promise<boolean> {
  const owner = connect(ownerUrl, { size: 2, statementTimeoutMs: 0 })
  try {
    return await loadSampleData({ owner: owner.kysely, gate, hashPassword })
  } finally {
    await owner.close()
  }
}

/** The accounts of the sample, for the page where one signs in and for the terminal. */
export function sampleAccounts(): SampleAccounts {
  const signIns = sampleSignIns().map(({ role, ...account }) => ({ ...account, role_words: roleWords[role] }))
  return { password: samplePassword, signIns }
}
