import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** Runs compiled statements, each shape prepared once on a connection under a name of its own. */
export interface Statements {
  run<Row>(statement: CompiledQuery): Promise<Row[]>
}

/** Statements on any free connection of the pool. */
export function statementsOf(pool: Pool): Statements {
  return { run: (statement) => runNamed(pool, statement) }
}

/**
 * Statements in one transaction at READ COMMITTED, so that each sees what was committed before it began.
 * Rolls back when `work` throws; the connection goes back to the pool either way.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (statements: Statements) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level read committed')
    const result = await work({ run: (statement) => runNamed(client, statement) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function runNamed<Row>(on: Pool | PoolClient, statement: CompiledQuery): Promise<Row[]> {
  const name = createHash('sha1').update(statement.sql).digest('base64')
  const result = await on.query({ name, text: statement.sql, values: [...statement.parameters] })
  return result.rows as Row[]
}
