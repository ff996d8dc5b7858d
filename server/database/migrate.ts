import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { type Migration, type MigrationProvider, type MigrationResultSet, Migrator, NO_MIGRATIONS, sql } from 'kysely'

import { connect } from './connection.ts'
import { PROGRAM_ROLE } from './embedded/bootstrap.ts'

const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../migrations')

/** The schema in which the names of the migrations that have run are kept. */
const SCHEMA = 'migration'

/**
 * Brings a database to the newest version.
 *
 * @param ownerUrl connection url of the owner's role
 * @returns the names of the migrations that ran now, oldest first
 * @throws the error of the migration that failed; PostgreSQL has rolled back all that ran in this call
 */
export async function migrateToLatest(ownerUrl: string): Promise<string[]> {
  return migrate(ownerUrl, (migrator) => migrator.migrateToLatest())
}

/**
 * Takes back every migration, newest first. All data is lost: for tests.
 *
 * @param ownerUrl connection url of the owner's role
 */
export async function migrateToNothing(ownerUrl: string): Promise<string[]> {
  return migrate(ownerUrl, (migrator) => migrator.migrateTo(NO_MIGRATIONS))
}

/**
 * The migrations that a database still lacks, oldest first.
 *
 * @param programUrl connection url of either role
 */
export async function pendingMigrations(programUrl: string): Promise<string[]> {
  const connection = connect(programUrl, { size: 1 })
  try {
    const applied = await sql<{ name: string }>`select name from ${sql.table(`${SCHEMA}.applied`)}`
      .execute(connection.kysely)
      .catch(() => ({ rows: [] }))
    const names = new Set(applied.rows.map((row) => row.name))
    return (await migrationNames()).filter((name) => !names.has(name))
  } finally {
    await connection.close()
  }
}

async function migrate(ownerUrl: string, step: (migrator: Migrator) => Promise<MigrationResultSet>): Promise<string[]> {
  const connection = connect(ownerUrl, { size: 2, statementTimeoutMs: 0 })
  try {
    const migrator = new Migrator({
      db: connection.kysely,
      provider,
      migrationTableSchema: SCHEMA,
      migrationTableName: 'applied',
      migrationLockTableName: 'lock',
    })
    const { error, results = [] } = await step(migrator)
    if (error instanceof Error) throw error
    // The program may read which migrations ran, so that it can refuse to start on an old database.
    await sql`grant usage on schema ${sql.id(SCHEMA)} to ${sql.id(PROGRAM_ROLE)}`.execute(connection.kysely)
    await sql`grant select on ${sql.id(SCHEMA, 'applied')} to ${sql.id(PROGRAM_ROLE)}`.execute(connection.kysely)
    return results.map((result) => result.migrationName)
  } finally {
    await connection.close()
  }
}

const provider: MigrationProvider = {
  async getMigrations() {
    const names = await migrationNames()
    const load = async (name: string) => {
      const url = pathToFileURL(join(MIGRATIONS_FOLDER, `${name}.ts`)).href
      return [name, (await import(/* @vite-ignore */ url)) as Migration] as const
    }
    return Object.fromEntries(await Promise.all(names.map(load)))
  },
}

async function migrationNames(): Promise<string[]> {
  const files = await readdir(MIGRATIONS_FOLDER)
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}
