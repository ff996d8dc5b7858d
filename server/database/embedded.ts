import { join } from 'node:path'

import pg from 'pg'

import { type Installation, openInstallation } from '../installation.ts'
import { ensureDatabase, ensureRoles, OWNER_ROLE, PROGRAM_ROLE } from './embedded/bootstrap.ts'
import { type Cluster, startCluster } from './embedded/cluster.ts'
import { findHome } from './embedded/home.ts'

/** The name of the one database in the embedded cluster. */
const DATABASE = 'shared_caseload'

/** An embedded PostgreSQL with the program's database in it, not yet migrated. */
export interface EmbeddedDatabase {
  readonly ownerUrl: string
  readonly programUrl: string
  /** Ends the server, unless another program is still connected to it. Close your own connections first. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL that comes with the program, or joins it when it runs, and makes its roles and database.
 *
 * @param dataDir absolute path of the data folder, which keeps the passwords and, where possible, the data
 */
export async function startEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const installation = await openInstallation(dataDir)
  const home = await findHome(join(dataDir, 'database'), installation.id)
  const cluster = await startCluster({ home, superuserPassword: installation.superuser_password })
  await bootstrap(cluster, installation)
  return {
    ownerUrl: roleUrl(cluster, OWNER_ROLE, installation.owner_password, DATABASE),
    programUrl: roleUrl(cluster, PROGRAM_ROLE, installation.program_password, DATABASE),
    stop: cluster.stop,
  }
}

/** The connection url of a role for one database of a cluster. */
export function roleUrl(cluster: { port: number }, role: string, password: string, database: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${cluster.port}/${database}`
}

async function bootstrap(cluster: Cluster, installation: Installation): Promise<void> {
  const client = new pg.Client(cluster.superuserUrl('postgres'))
  await client.connect()
  try {
    await ensureRoles(client, installation)
    await ensureDatabase(client, DATABASE)
  } finally {
    await client.end()
  }
}
