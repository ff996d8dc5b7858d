import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { sql } from 'kysely'
import { type Statements, inTransaction, statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { arm, armedBy } from './arm.ts'
import type { Decision } from './decision.ts'
import { auditEvent } from './sql/audit.ts'
import { compile } from './sql/compiler.ts'

/** What became of a command. Missing, out of reach and not allowed are one: `refused`. */
export type Outcome = 'done' | 'conflict' | 'refused'

/** Constraints that a write can meet, and data that does not fit a column: one answer, which names nothing. */
const refusedByDatabase = /^(23|22)/

/**
 * Carries out a command once: sent again under the same key, it answers as before and changes nothing.
 *
 * @param key made by the caller, one for each form that a person fills in
 * @param said what the command says; the same key with other words is refused as `invalid`
 */
export async function once(
  pool: Pool,
  decision: Decision,
  key: string,
  said: unknown,
  work: (statements: Statements) => Promise<Outcome>,
): Promise<Outcome> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([decision.practitionerId, said]))
    .digest()
  try {
    return await inTransaction(pool, async (statements) => {
      await arm(statements, decision)
      await statements.run(compile(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`))
      const [known] = await statements.run<{ fingerprint: Buffer; outcome: Outcome }>(
        compile(sql`select fingerprint, outcome from house.command where key = ${key}`),
      )
      if (known) {
        if (!known.fingerprint.equals(fingerprint))
          throw new Problem('invalid', 'This form was already sent with other answers. Open it again.')
        return known.outcome
      }
      const outcome = await work(statements)
      await statements.run(
        compile(sql`
          insert into house.command (key, declaration_id, fingerprint, outcome)
          values (${key}, ${decision.declarationId}, ${fingerprint}, ${outcome})`),
      )
      return outcome
    })
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string' || !refusedByDatabase.test(code)) throw error
    await recordRefusal(statementsOf(pool), decision)
    return 'refused'
  }
}

/** What was rolled back took its audit event with it; that it was tried stays known. */
async function recordRefusal(statements: Statements, decision: Decision): Promise<void> {
  const event = auditEvent(decision, {
    kind: 'written',
    view: 'refused_by_database',
    refresh: false,
    outcome: sql`'refused'`,
    patientIds: sql`'{}'`,
    rowIds: sql`'{}'::uuid[]`,
    shown: sql`0`,
    withheld: sql`0`,
  })
  await statements.run(compile(sql`with ${armedBy(decision)}, ${event} select 1 as recorded`))
}
