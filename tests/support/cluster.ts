import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { roleUrl } from '../../server/database/embedded.ts'
import { ensureDatabase, ensureRoles, OWNER_ROLE } from '../../server/database/embedded/bootstrap.ts'
import { type Cluster, startCluster } from '../../server/database/embedded/cluster.ts'
import { findHome, type Home } from '../../server/database/embedded/home.ts'
import { migrateToLatest } from '../../server/database/migrate.ts'
import { type Installation, newInstallation } from '../../server/installation.ts'

/** How a test worker reaches the cluster of this run. */
export interface TestCluster {
  readonly port: number
  readonly superuserUrl: string
  readonly ownerPassword: string
  readonly programPassword: string
  /** The database that is migrated and empty, for each test file to copy. */
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

/** The migrated database of every cluster. */
export const TEMPLATE = 'template_migrated'

/** Nothing here outlives the run, so nothing is made to last a power cut. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** A throwaway cluster with a migrated database, which a test may break and start again. */
export interface OwnCluster {
  /** How it is reached now; another port after each start. */
  readonly cluster: () => Cluster
  readonly home: Home
  readonly passwords: Installation
  /** Starts it again after it was killed. */
  readonly startAgain: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Starts such a cluster. */
export async function startOwnCluster(settings: readonly string[] = []): Promise<OwnCluster> {
  const passwords = newInstallation()
  const folder = await mkdtemp(join(tmpdir(), 'shared-caseload-test-'))
  // For root, PostgreSQL runs as another user, who must get there.
  await chmod(folder, 0o755)
  const home = await findHome(join(folder, 'database'), passwords.id)
  const start = () => startCluster({ home, superuserPassword: passwords.superuser_password, settings })
  let cluster = await start()

  const superuser = new pg.Client(cluster.superuserUrl('postgres'))
  await superuser.connect()
  await ensureRoles(superuser, passwords)
  await ensureDatabase(superuser, TEMPLATE)
  await superuser.end()
  await migrateToLatest(roleUrl(cluster, OWNER_ROLE, passwords.owner_password, TEMPLATE))
  return {
    cluster: () => cluster,
    home,
    passwords,
    startAgain: async () => void (cluster = await start()),
    async remove() {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the one throwaway cluster of a test run, with a migrated database to copy from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, passwords, remove } = await startOwnCluster(FAST)
  const { port, superuserUrl } = cluster()
  project.provide('cluster', {
    port,
    superuserUrl: superuserUrl('postgres'),
    ownerPassword: passwords.owner_password,
    programPassword: passwords.program_password,
    template: TEMPLATE,
  })
  return remove
}
