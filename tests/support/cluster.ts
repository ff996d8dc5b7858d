import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { roleUrl } from '../../server/database/embedded.ts'
import { ensureDatabase, ensureRoles, OWNER_ROLE } from '../../server/database/embedded/bootstrap.ts'
import { startCluster } from '../../server/database/embedded/cluster.ts'
import { findHome } from '../../server/database/embedded/home.ts'
import { migrateToLatest } from '../../server/database/migrate.ts'
import { newInstallation } from '../../server/installation.ts'

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

const TEMPLATE = 'template_migrated'

/** Nothing here outlives the run, so nothing is made to last a power cut. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** Starts the one throwaway cluster of a test run, with a migrated database to copy from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const passwords = newInstallation()
  const folder = await mkdtemp(join(tmpdir(), 'shared-caseload-test-'))
  // For root, PostgreSQL runs as another user, who must get there.
  await chmod(folder, 0o755)
  const home = await findHome(join(folder, 'database'), passwords.id)
  const cluster = await startCluster({ home, superuserPassword: passwords.superuser_password, settings: FAST })

  const superuser = new pg.Client(cluster.superuserUrl('postgres'))
  await superuser.connect()
  await ensureRoles(superuser, passwords)
  await ensureDatabase(superuser, TEMPLATE)
  await superuser.end()
  await migrateToLatest(roleUrl(cluster, OWNER_ROLE, passwords.owner_password, TEMPLATE))

  project.provide('cluster', {
    port: cluster.port,
    superuserUrl: cluster.superuserUrl('postgres'),
    ownerPassword: passwords.owner_password,
    programPassword: passwords.program_password,
    template: TEMPLATE,
  })
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
