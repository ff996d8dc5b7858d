import { readConfig } from '../config.ts'
import { migrateToLatest } from '../database/migrate.ts'
import { openAsOwner } from '../database/open.ts'

/** npm run migrate: brings the database of the settings to the newest version, as its owner. */
async function run(): Promise<void> {
  const { ownerUrl, close } = await openAsOwner(readConfig())
  try {
    const names = await migrateToLatest(ownerUrl)
    process.stdout.write(names.length === 0 ? 'The database was up to date.\n' : `Migrated: ${names.join(', ')}\n`)
  } finally {
    await close()
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
