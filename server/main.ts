import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { checkColumns } from './access/check-columns.ts'
import { createGate } from './access/gate.ts'
import { createApi } from './api.ts'
import { createAuth } from './auth/auth.ts'
import type { Config } from './config.ts'
import { connect, type Connection } from './database/connection.ts'
import { openDatabase } from './database/open.ts'
import { assertPowerless, assertWalled } from './database/program-role.ts'
import { createApp } from './http/app.ts'
import { drain } from './http/drain.ts'
import { createLoadContext, type SampleAccounts } from './http/load-context.ts'
import { ownOrigins } from './http/origin.ts'
import { builtPages, livePages } from './http/pages.ts'
import { limitedServer } from './http/server.ts'
import { openInstallation } from './installation.ts'
import { type Live, startLive } from './live/live.ts'
import { createLogger, type Logger } from './logger.ts'
import { measuredGate } from './measured-gate.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { loadSample, sampleAccounts } from './sample.ts'
import { secretsOf } from './secrets.ts'

/** The program, running. */
export interface Program {
  /** Where it answers. */
  readonly url: string
  /** The accounts of the sample data; null wherever data is real. */
  readonly sample: SampleAccounts | null
  /** Answers what is under way, then ends everything that was started, in the reverse order. Safe to call twice. */
  readonly stop: () => Promise<void>
}

/**
 * Starts everything: the database, the gate, the API, the pages, HTTP, live updates. This is the one place where all
 * rooms meet.
 *
 * @param config the settings of this process
 * @throws Error when any part cannot start; what had started by then is ended again
 */
export async function startProgram(config: Config): Promise<Program> {
  const logger = createLogger(config.logLevel)
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    const database = await openDatabase(config)
    undo.push(database.close)
    const connection = openConnection(config, database.programUrl, logger)
    undo.push(connection.close)
    await assertPowerless(connection)
    await assertWalled(connection)
    await checkColumns(connection.pool)

    const sampleMode = config.database === undefined
    const https = config.publicUrl?.protocol === 'https:'
    const secrets = secretsOf(config.secret ?? (await openInstallation(config.dataDir)).secret)
    const metrics = createMetrics()
    const ownGate = createGate({
      pool: connection.pool,
      secrets: { cursorKey: secrets.keyFor('list_cursor'), matchKey: secrets.keyFor('nhs_number') },
    })
    const gate = measuredGate(ownGate, metrics)
    if (sampleMode && database.ownerUrl !== undefined) {
      logger.info('looking whether made-up people are to be put into the database')
      await loadSample(database.ownerUrl, gate)
    }
    const house = connection.kysely
    const auth = await createAuth({ house, secrets, sampleMode: !https })
    const api = createApi({ gate, house, auth, logger, readsPerSecond: config.readsPerSecond })

    const sample = sampleMode ? sampleAccounts() : null
    const loadContext = createLoadContext({ api, sample, logger })
    const pages = await (config.development ? livePages(loadContext) : builtPages(loadContext))
    undo.push(pages.close)

    const server = limitedServer()
    const port = await listen(server, config)
    undo.push(() => drain(server))
    const origins = ownOrigins(config.publicUrl, port)
    let draining = false
    const app = createApp({
      logger,
      health: { isDraining: () => draining, askDatabase: () => connection.pool.query('select 1') },
      origins,
      https,
      development: config.development,
      sampleMode,
      trustedProxies: config.trustedProxies,
      api: api.overHttp,
      routes: [...api.routes, ...pages.routes],
      metrics,
      metricsToken: config.metricsToken,
      pages: pages.handlers,
    })
    server.on('request', app)
    const { programUrl: databaseUrl } = database
    const live = startLive({ server, origins, auth, gate, house, secrets, databaseUrl, logger, metrics })
    undo.push(live.close)
    measure(metrics, connection, live)
    undo.push(() => (draining = true))
    return { url: config.publicUrl?.href ?? `http://localhost:${port}/`, sample, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What is read off whenever somebody asks for the metrics. */
function measure({ gauge }: Metrics, { pool }: Connection, live: Live): void {
  gauge('live_sockets', 'Screens that are connected', live.sockets)
  gauge('live_places', 'Places that somebody has open here', live.places)
  gauge('database_connections_in_use', 'Connections that a query has', () => pool.totalCount - pool.idleCount)
  gauge('database_connections_idle', 'Connections that wait for a query', () => pool.idleCount)
  gauge('database_queries_waiting', 'Queries that wait for a connection', () => pool.waitingCount)
}

function openConnection(config: Config, programUrl: string, logger: Logger): Connection {
  return connect(programUrl, {
    size: config.databasePoolSize,
    onError: (error) => logger.warn({ err: error }, 'the database ended an idle connection'),
  })
}

/** @returns the port that is listened on, which the system chose when the settings say 0 */
async function listen(server: Server, { host, port }: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw taken ? new Error(`Port ${port} is taken. Set PORT to another.`) : error
  })
  return (server.address() as AddressInfo).port
}
