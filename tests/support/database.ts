import { randomUUID } from 'node:crypto'

import pg from 'pg'
import { afterAll, inject } from 'vitest'

import { connect, type Connection } from '../../server/database/connection.ts'
import { roleUrl } from '../../server/database/embedded.ts'
import { ensureDatabase, OWNER_ROLE, PROGRAM_ROLE } from '../../server/database/embedded/bootstrap.ts'

/** A migrated, empty database of a test file's own. */
export interface TestDatabase {
  /** The owner of every table, for laying out what a test needs and for reading what the program may not. */
  readonly owner: Connection
  /** The role that the program runs as. */
  readonly program: Connection
  readonly ownerUrl: string
  readonly programUrl: string
}

/**
 * Copies the migrated database for the test file that calls this, and drops the copy after its last test.
 * Call it once at the top of a file: `const database = await testDatabase()`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asSuperuser((superuser) => ensureDatabase(superuser, name, cluster.template))

  const ownerUrl = roleUrl(cluster, OWNER_ROLE, cluster.ownerPassword, name)
  const programUrl = roleUrl(cluster, PROGRAM_ROLE, cluster.programPassword, name)
  const owner = connect(ownerUrl, { size: 4 })
  const program = connect(programUrl)

  afterAll(async () => {
    await Promise.all([owner.close(), program.close()])
    // A test that stops in the middle can leave a connection open; it must not keep the database.
    await asSuperuser((superuser) => superuser.query(`drop database ${superuser.escapeIdentifier(name)} with (force)`))
  })
  return { owner, program, ownerUrl, programUrl }
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(inject('cluster').superuserUrl)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
