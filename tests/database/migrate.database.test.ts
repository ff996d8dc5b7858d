import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { migrateToLatest, migrateToNothing, pendingMigrations } from '../../server/database/migrate.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

/** Tables, functions and types outside PostgreSQL's own schemas. */
async function objectsLeft(): Promise<unknown[]> {
  const { rows } = await sql`
    select nspname, relname as name from pg_class join pg_namespace n on n.oid = relnamespace
     where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'migration')
    union all
    select nspname, proname from pg_proc join pg_namespace n on n.oid = pronamespace
     where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'migration')`.execute(
    database.owner.kysely,
  )
  return rows
}

describe('migrations', () => {
  it('leave nothing behind when taken back, and go up again', async () => {
    expect(await pendingMigrations(database.programUrl)).toEqual([])
    const down = await migrateToNothing(database.ownerUrl)
    expect(await objectsLeft()).toEqual([])
    expect(await pendingMigrations(database.programUrl)).toEqual(down.toReversed())
    expect(await migrateToLatest(database.ownerUrl)).toEqual(down.toReversed())
    expect(await pendingMigrations(database.programUrl)).toEqual([])
  })

  it('change nothing when run twice', async () => {
    expect(await migrateToLatest(database.ownerUrl)).toEqual([])
  })

  it('cannot be run by the role of the program', async () => {
    await expect(migrateToNothing(database.programUrl)).rejects.toThrow()
  })
})
