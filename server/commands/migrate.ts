import { readConfig } from '../config.ts'
import { startEmbeddedDatabase } from '../database/embedded.ts'
import { migrateToLatest } from '../database/migrate.ts'

/** npm run migrate: brings the database of the settings to the newest version, as its owner. */
async function run(): Promise<void> {
  const { database, dataDir } = readConfig()
  if (database && database.ownerUrl === undefined) {
    throw new Error('DATABASE_OWNER_URL is needed to migrate: the role of the program may not change tables.')
  }
  const { ownerUrl, stop } = database?.ownerUrl
    ? { ownerUrl: database.ownerUrl, stop: () => Promise.resolve() }
    : await startEmbeddedDatabase(dataDir)
  try {
    const names = await migrateToLatest(ownerUrl)
    process.stdout.write(names.length === 0 ? 'The database was up to date.\n' : `Migrated: ${names.join(', ')}\n`)
  } finally {
    await stop()
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
