import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

import pg from 'pg'

import type { Home } from './home.ts'
import { readPostmaster, removeForeignNote, sendSignal } from './postmaster.ts'

const run = promisify(execFile)

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 30_000

/** How often to try again: after a killed server, its last children hold the shared memory for a moment. */
const START_ATTEMPTS = 5

/** How a cluster is run. */
export interface ClusterOptions {
  readonly home: Home
  readonly superuserPassword: string
  /** Server settings besides our own, as `name=value`. */
  readonly settings?: readonly string[]
}

/** A PostgreSQL server that answers on the loopback address. */
export interface Cluster {
  readonly port: number
  /** A connection url of the superuser, for making roles and databases. */
  readonly superuserUrl: (database: string) => string
  /** Ends the server, unless another program is still connected to it: the last one out stops it. */
  readonly stop: () => Promise<void>
}

/** Settings that keep the server to this machine, and people's information out of its log. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'password_encryption=scram-sha-256',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
]

/**
 * Starts the cluster of a home, or joins it when it already runs: two programs may share it, and a program that was
 * killed leaves its server behind.
 *
 * @throws Error with the end of the server's log when it does not answer within a minute
 */
export async function startCluster({ home, superuserPassword, settings = [] }: ClusterOptions): Promise<Cluster> {
  await initialise(home, superuserPassword)
  const running = await findRunning(home, superuserPassword)
  if (running) return running

  await removeForeignNote(home.folder)
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const child = await spawnServer(home, [`port=${await freePort()}`, ...SETTINGS, ...settings])
    const started = await untilReady(home, superuserPassword, child)
    if (started) return started
    await wait(500)
  }
  const log = await readFile(logFile(home), 'utf8').catch(() => '')
  throw new Error(`The embedded PostgreSQL did not start. The end of its log:\n${log.slice(-2000)}`)
}

async function initialise(home: Home, superuserPassword: string): Promise<void> {
  if (await readFile(join(home.folder, 'PG_VERSION'), 'utf8').catch(() => undefined)) return
  // The password goes by a file, since every user of the machine can read a command line.
  const passwordFile = `${home.folder}.password`
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 })
  try {
    if (home.user) await chown(passwordFile, home.user.uid, home.user.gid)
    const collation = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    await run(home.binaries.initdb, [`--pgdata=${home.folder}`, ...access, ...collation], { ...home.user, cwd: '/' })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** The server of this home, if one runs and takes our password. */
async function findRunning(home: Home, superuserPassword: string): Promise<Cluster | undefined> {
  const postmaster = await readPostmaster(home.folder)
  if (!postmaster?.port) return undefined
  const { port } = postmaster
  const superuserUrl = (database: string) =>
    `postgres://postgres:${encodeURIComponent(superuserPassword)}@127.0.0.1:${port}/${database}`
  if (!(await answers(superuserUrl('postgres')))) return undefined
  return { port, superuserUrl, stop: () => stopCluster(home, superuserUrl('postgres')) }
}

async function spawnServer(home: Home, settings: readonly string[]): Promise<ChildProcess> {
  const log = await open(logFile(home), 'a', 0o600)
  try {
    const child = spawn(home.binaries.postgres, ['-D', home.folder, ...settings.flatMap((each) => ['-c', each])], {
      ...home.user,
      cwd: home.folder,
      // In a session of its own, or Ctrl-C in the terminal would end the server before requests are answered.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

/** @returns undefined when the server that was spawned ended, and no other program started one at the same moment */
async function untilReady(home: Home, password: string, child: ChildProcess): Promise<Cluster | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const ready = await findRunning(home, password)
    if (ready) return ready
    const ended = child.exitCode !== null || child.signalCode !== null
    if (ended && !(await readPostmaster(home.folder))) return undefined
    await wait(30)
  }
  return undefined
}

async function stopCluster(home: Home, url: string): Promise<void> {
  const postmaster = await readPostmaster(home.folder)
  if (!postmaster || (await hasOtherClients(url))) return
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back and everything committed is kept.
  sendSignal(postmaster.pid, 'SIGINT')
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while ((await readPostmaster(home.folder)) && Date.now() < deadline) await wait(20)
}

async function hasOtherClients(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rowCount } = await client.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
    return rowCount !== 0
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function logFile(home: Home): string {
  return `${home.folder}.log`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('Found no free port for the database.')
  return address.port
}
