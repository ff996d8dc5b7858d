import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { connect } from '../../server/database/connection.ts'
import { assertPowerless } from '../../server/database/program-role.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

/** What one expression comes back as. */
async function value(expression: string): Promise<unknown> {
  const { rows } = await sql.raw<{ value: unknown }>(`select ${expression} as value`).execute(database.program.kysely)
  return rows[0]?.value
}

describe('values from the database', () => {
  it.each([
    [`date '2026-03-29'`, '2026-03-29'],
    [`array[date '0001-01-01', null]`, ['0001-01-01', null]],
    [`timestamptz '2026-03-29 01:30:00+00'`, new Date('2026-03-29T01:30:00Z')],
    [`count(*)`, 1],
    [`array[9007199254740991::bigint]`, [Number.MAX_SAFE_INTEGER]],
    [`12.50::numeric`, '12.50'],
    [`null::date`, null],
  ])('%s come back as they are', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected)
  })

  it('are refused where a number would lose its last digits', async () => {
    await expect(value('9007199254740993::bigint')).rejects.toThrow(RangeError)
  })
})

describe('a connection', () => {
  it('keeps UTC and READ COMMITTED, whatever the server prefers', async () => {
    expect(await value(`current_setting('TimeZone')`)).toBe('UTC')
    expect(await value(`current_setting('transaction_isolation')`)).toBe('read committed')
  })
})

describe('a statement', () => {
  it('does not wait for a lock, idle in a transaction or run without end', async () => {
    expect(await value(`current_setting('lock_timeout')`)).toBe('10s')
    expect(await value(`current_setting('statement_timeout')`)).toBe('30s')
    expect(await value(`current_setting('idle_in_transaction_session_timeout')`)).toBe('30s')
  })

  it('does not wait for a free connection without end', async () => {
    const { pool, close } = connect(database.programUrl, { size: 1 })
    const only = await pool.connect()
    await expect(pool.query('select 1')).rejects.toThrow('timeout')
    only.release()
    await close()
  })
})

describe('the program’s role', () => {
  it('is taken when it owns nothing and cannot bypass', async () => {
    await expect(assertPowerless(database.program)).resolves.toBeUndefined()
  })

  it('is refused when it owns the tables', async () => {
    await expect(assertPowerless(database.owner)).rejects.toThrow('owns tables or bypasses row-level security')
  })
})
