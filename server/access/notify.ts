import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { compile } from './sql/compiler.ts'

/** The one channel on which processes wake each other; what is sent on it is the id of a place and no more. */
export const channel = 'shared_caseload'

/** Wakes whoever follows a place, when the transaction commits. */
export async function notify(statements: Statements, placeId: string): Promise<void> {
  await statements.run(compile(sql`select pg_notify(${channel}, ${placeId})`))
}
