import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { io, type Socket } from 'socket.io-client'
import { afterAll, vi } from 'vitest'

import type { Gate } from '../../server/access/gate.ts'
import { type Auth, createAuth } from '../../server/auth/auth.ts'
import { type Frame, LIVE_PATH, type OpenAnswer, type ToBrowser, type ToServer } from '../../server/live/frames.ts'
import { startLive } from '../../server/live/live.ts'
import { createLogger } from '../../server/logger.ts'
import { createMetrics } from '../../server/metrics.ts'
import { secretsOf } from '../../server/secrets.ts'
import { letSignIn, PASSWORD } from './accounts.ts'
import type { TestDatabase } from './database.ts'
import { testGate } from './gate.ts'
import type { Person, SignedIn } from './scenario.ts'

/** A browser tab of a test: its socket, and everything that came over it. */
export interface Tab {
  readonly socket: Socket<ToBrowser, ToServer>
  /** What the server said of its own accord, in order. */
  readonly frames: Frame[]
  /** The size of each message that came over the wire with something in it, in characters: pings are left out. */
  readonly wire: number[]
  readonly open: (declaration: string, cursor?: string) => Promise<OpenAnswer>
  /** Resolves when the server or the test has ended the connection. */
  readonly closed: Promise<void>
}

/** A server of live updates over a test's own database, and tabs on it. */
export interface LiveServer {
  readonly url: string
  readonly auth: Auth
  readonly gate: Gate
  readonly signIn: (person: Person) => Promise<{ session: SignedIn; cookie: string }>
  /** Opens a tab; resolves when it is connected, rejects when the server refuses it. */
  readonly tab: (cookie: string, headers?: Record<string, string>) => Promise<Tab>
  /** Closes every tab. */
  readonly leaveAll: () => void
  readonly close: () => Promise<void>
}

/** The secret of every server of a test file, so that one can follow up what another sealed. */
export const secrets = secretsOf('s'.repeat(32))

/**
 * Starts a server of live updates, and ends it after the last test of the file.
 *
 * @param gate another gate, for tests of what happens when it fails
 */
export async function liveServer(database: TestDatabase, gate: Gate = testGate(database)): Promise<LiveServer> {
  const house = database.program.kysely
  const auth = await createAuth({ house, secrets, sampleMode: true })
  const server = createServer((_request, response) => response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const live = startLive({
    server,
    origins: new Set([url]),
    auth,
    gate,
    house,
    secrets,
    databaseUrl: database.programUrl,
    logger: createLogger('silent'),
    metrics: createMetrics(),
  })
  const tabs: Tab[] = []

  const leaveAll = () => {
    for (const { socket } of tabs.splice(0)) socket.disconnect()
  }
  let closing: Promise<void> | undefined
  const close = () =>
    (closing ??= (async () => {
      leaveAll()
      await live.close()
      await new Promise((resolve) => server.close(resolve))
    })())
  afterAll(close)

  return {
    url,
    auth,
    gate,
    leaveAll,
    close,
    async signIn(person) {
      const email = await letSignIn(database.owner.kysely, person.account_id)
      const given = { email, password: PASSWORD, address: randomUUID(), userAgent: 'Test', cookieHeader: undefined }
      const { session, cookie } = await auth.signIn(given)
      return { session, cookie: cookie.split(';')[0] ?? '' }
    },
    async tab(cookie, headers = { origin: url }) {
      const tab = await openTab(url, { cookie, ...headers })
      tabs.push(tab)
      return tab
    },
  }
}

async function openTab(url: string, extraHeaders: Record<string, string>): Promise<Tab> {
  const socket: Socket<ToBrowser, ToServer> = io(url, {
    path: LIVE_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders,
  })
  const frames: Frame[] = []
  const wire: number[] = []
  socket.on('news', (frame) => frames.push(frame))
  socket.io.engine.on('packet', ({ type, data }) => {
    if (type === 'message') wire.push(String(data).length)
  })
  const closed = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  const open: Tab['open'] = (declaration, cursor) => socket.timeout(5_000).emitWithAck('open', { declaration, cursor })
  return { socket, frames, wire, open, closed }
}

/** Waits until something holds, and a little longer, so that what comes too much is seen as well. */
export async function settled(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 5_000 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  check()
}
