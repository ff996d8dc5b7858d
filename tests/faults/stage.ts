import { afterAll } from 'vitest'

import { connect, type Connection } from '../../server/database/connection.ts'
import { roleUrl } from '../../server/database/embedded.ts'
import { OWNER_ROLE, PROGRAM_ROLE } from '../../server/database/embedded/bootstrap.ts'
import { type OwnCluster, startOwnCluster, TEMPLATE } from '../support/cluster.ts'
import { type FaultProxy, faultProxy } from '../support/fault-proxy.ts'
import { freePort, killProgramsAtTheEnd, type ProgramProcess, runProgram } from '../support/process.ts'

/** One of the servers: the process that runs now, and its own line to the database. */
export interface Server {
  readonly port: number
  readonly line: FaultProxy
  /** The process that runs now. */
  readonly process: ProgramProcess
  /** Kills the process without a word (SIGKILL). */
  readonly kill: () => Promise<void>
  /** Starts another in its stead, and resolves when it is ready. */
  readonly start: () => Promise<void>
}

/** Two servers on one database behind one address, with a line that can be broken wherever there is one. */
export interface Stage {
  readonly cluster: OwnCluster
  readonly servers: readonly [Server, Server]
  /** The line from browsers to the servers, which takes them in turn. */
  readonly front: FaultProxy
  /** The address that people type. */
  readonly url: string
  /** The owner's connection, past every line; made anew after the database was started again. */
  readonly owner: () => Connection
  /** Starts PostgreSQL again after it was killed, and leads every line to it. */
  readonly databaseAgain: () => Promise<void>
}

/** Raises it, and ends it after the last test of the file. */
export async function raiseStage(): Promise<Stage> {
  // As it runs for real: what is acknowledged is on disk.
  const cluster = await startOwnCluster()
  killProgramsAtTheEnd()
  const front = await faultProxy()
  const url = `http://localhost:${front.port}/`
  const servers = [await addServer(cluster, url), await addServer(cluster, url)] as const
  front.to = servers.map(({ port }) => port)
  const ownerConnection = () =>
    connect(roleUrl(cluster.cluster(), OWNER_ROLE, cluster.passwords.owner_password, TEMPLATE), { size: 2 })
  let owner = ownerConnection()
  await Promise.all(servers.map(({ start }) => start()))

  afterAll(async () => {
    for (const server of servers) await server.kill()
    await owner.close()
    await Promise.all([front, ...servers.map(({ line }) => line)].map((line) => line.close()))
    await cluster.remove()
  })
  return {
    cluster,
    servers,
    front,
    url,
    owner: () => owner,
    async databaseAgain() {
      await cluster.startAgain()
      const { port } = cluster.cluster()
      for (const { line } of servers) line.to = [port]
      await owner.close()
      owner = ownerConnection()
    },
  }
}

async function addServer(cluster: OwnCluster, publicUrl: string): Promise<Server> {
  const line = await faultProxy([cluster.cluster().port])
  const port = await freePort()
  const settings = {
    DATABASE_URL: roleUrl({ port: line.port }, PROGRAM_ROLE, cluster.passwords.program_password, TEMPLATE),
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    SECRET: 'a secret that is long enough for a test',
    READS_PER_SECOND: '1000',
    LOG_LEVEL: 'warn',
  }
  let process: ProgramProcess
  return {
    port,
    line,
    get process() {
      return process
    },
    async kill() {
      process.child.kill('SIGKILL')
      await process.ended
    },
    async start() {
      process = runProgram(settings)
      await process.ready()
    },
  }
}

/** What a server says of itself: the status of `/healthz` or `/readyz`, or null when nobody answers. */
export async function health({ port }: Server, path: '/healthz' | '/readyz'): Promise<number | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(4_000) })
    return answer.status
  } catch {
    return null
  }
}
