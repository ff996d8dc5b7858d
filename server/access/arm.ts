import { sql } from 'kysely'

import type { Statements } from '../database/statements.ts'
import type { Decision, SystemDecision } from './decision.ts'
import { accessOf } from './sql/access-check.ts'
import { type Sql, compile } from './sql/compiler.ts'

/** What is said to the database of who asks: a declaration, and whose session it was made in, if any. */
export interface Said {
  declarationId: string
  sessionId?: string
}

/** Sets what row-level security asks for, until the transaction ends; a read is a transaction of its own. */
function saying({ declarationId, sessionId = '' }: Said): Sql {
  return sql`set_config('shared_caseload.access', ${`${declarationId} ${sessionId}`}, true)`
}

/** The CTE by which a statement says under which declaration it runs: without it, row-level security is an error. */
export function armedBy(decision: Decision | SystemDecision): Sql {
  return sql`armed as materialized (select ${saying(decision)} as said)`
}

/** The two CTEs that every gated statement begins with: under which declaration it runs, and its access check `a`. */
export function readerOf(decision: Decision): Sql {
  return sql`${armedBy(decision)},
    a as materialized (select held.* from armed cross join (${accessOf(decision)}) held)`
}

/**
 * Says for the rest of a transaction under which declaration it writes. A change joins the row it is aimed at in
 * whichever order PostgreSQL likes, so that it must have been said before.
 */
export async function arm(statements: Statements, said: Said): Promise<void> {
  await statements.run(compile(sql`select ${saying(said)} as said`))
}
