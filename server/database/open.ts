import type { Config } from '../config.ts'
import { startEmbeddedDatabase } from './embedded.ts'
import { migrateToLatest, pendingMigrations } from './migrate.ts'

/** A migrated database, and how to leave it. */
export interface OpenDatabase {
  readonly programUrl: string
  /** Absent when the program was not given the owner's role. */
  readonly ownerUrl: string | undefined
  /** Call when every connection is closed. An embedded server ends with the last program that uses it. */
  readonly close: () => Promise<void>
}

/**
 * Finds the database that the settings name, or starts the embedded one, and brings it to the newest version.
 *
 * @throws Error when the database is of an older version and the owner's role was not given
 */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const database = await findDatabase(config)
  try {
    if (database.ownerUrl !== undefined) await migrateToLatest(database.ownerUrl)
    const pending = await pendingMigrations(database.programUrl)
    if (pending.length > 0) {
      throw new Error(
        `The database lacks ${pending.join(', ')}. Run npm run migrate with DATABASE_OWNER_URL (docs/operating.md).`,
      )
    }
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * Finds the same database for a command that its owner runs, without bringing it to the newest version.
 *
 * @throws Error when the owner's role was not given
 */
export async function openAsOwner(config: Config): Promise<{ ownerUrl: string; close: () => Promise<void> }> {
  const { ownerUrl, close } = await findDatabase(config)
  if (ownerUrl !== undefined) return { ownerUrl, close }
  await close()
  throw new Error('DATABASE_OWNER_URL is needed: the role of the program may not change this (docs/operating.md).')
}

async function findDatabase(config: Config): Promise<OpenDatabase> {
  if (config.database) return { ...config.database, close: () => Promise.resolve() }
  const { ownerUrl, programUrl, stop } = await startEmbeddedDatabase(config.dataDir)
  return { ownerUrl, programUrl, close: stop }
}
