import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'

import type { Kysely } from 'kysely'

import type { Gate } from '../access/gate.ts'
import { channel as CHANGES_CHANNEL } from '../access/notify.ts'
import type { Auth } from '../auth/auth.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import { listen } from '../database/listen.ts'
import type { Database } from '../database/schema.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Secrets } from '../secrets.ts'
import { cursorsWith } from './cursor.ts'
import { createHandshake } from './handshake.ts'
import { createLimit } from '../limit.ts'
import { createOpening } from './opening.ts'
import { createPresence, PRESENCE_CHANNEL, RENEWED_EVERY_MS } from './presence.ts'
import { createRooms } from './rooms.ts'
import { openSockets } from './sockets.ts'
import { createTail } from './tail.ts'
import { createTelling, type Telling } from './telling.ts'
import { createWatch } from './watch.ts'
import { startWorker } from './worker.ts'

/** The database's word that somebody's access may have ended (migration 0008). */
const ENDED_CHANNEL = 'shared_caseload_ended'

/** A notice is only a wake-up, and may be lost: what it would have said is looked for this often besides. */
const LOOK_EVERY_MS = 1_000
const WATCH_EVERY_MS = 30_000

/** How long somebody is still here after their connection was lost, in milliseconds. */
const LEAVING_TAKES_MS = 2_000

/** How many screens one person may have connected to a process: more tabs than anybody reads. */
const MOST_SCREENS = 30

/** What each person may do: so many at once, and so many a second after that. */
const SOCKETS_AT_ONCE = 30
const OPENINGS_AT_ONCE = 30
const PER_SECOND = 1

/** What live updates stand on. */
export interface LiveParts {
  /** Must have its own handler of requests by now. */
  readonly server: HttpServer
  /** The origins of our own pages. */
  readonly origins: ReadonlySet<string>
  readonly auth: Auth
  readonly gate: Gate
  readonly house: Kysely<Database>
  readonly secrets: Secrets
  /** Connection url of the program's role, for the one connection that listens. */
  readonly databaseUrl: string
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'told'>
}

/** Live updates, running. */
export interface Live {
  /** How many screens are connected to this process. */
  readonly sockets: () => number
  /** How many places somebody has open in this process. */
  readonly places: () => number
  /** Ends them: sockets are closed, and nothing is left running. */
  readonly close: () => Promise<void>
}

/** Starts live updates: whoever has a place open hears of what changes there, as far as the gate lets them. */
export function startLive(parts: LiveParts): Live {
  const { server, origins, auth, gate, house, secrets, databaseUrl, logger, metrics } = parts
  const failed = (what: string) => (error: unknown) => logger.warn({ err: error }, what)

  const rooms = createRooms()
  const cursors = cursorsWith(secrets.keyFor('live_cursor'))
  const telling = createTelling(gate, rooms, cursors)
  const tail = createTail(house, rooms.placeIds, timed(telling.tellAll, metrics.told))
  const presence = createPresence(house, rooms, randomUUID())

  const looking = startWorker(tail.look, LOOK_EVERY_MS, failed('changes could not be told, and will be'))
  const presenceFailed = failed('who is here could not be kept')
  const writing = startWorker(presence.write, RENEWED_EVERY_MS, presenceFailed)
  const watch = createWatch(auth, gate, rooms, writing.wake)
  const watching = startWorker(watch, WATCH_EVERY_MS, failed('open screens could not be checked'))
  const reading = startWorker(presence.read, RENEWED_EVERY_MS, presenceFailed)
  const workers = [looking, watching, writing, reading]

  const wakes = new Map([
    [CHANGES_CHANNEL, looking.wake],
    [ENDED_CHANNEL, watching.wake],
    [PRESENCE_CHANNEL, reading.wake],
  ])
  const listener = listen(databaseUrl, {
    channels: [...wakes.keys()],
    onNotice: (channel) => wakes.get(channel)?.(),
    onListening: () => workers.forEach(({ wake }) => wake()),
    onLost: failed('the connection that listens was lost, and is being made again'),
  })

  const open = createOpening({ gate, rooms, tail, telling, cursors, logger })
  const maySocket = createLimit(SOCKETS_AT_ONCE, PER_SECOND)
  const mayConnect = ({ account_id }: SignedIn) =>
    rooms.screensOf(account_id).length < MOST_SCREENS && maySocket(account_id)
  const mayOpen = createLimit(OPENINGS_AT_ONCE, PER_SECOND)
  const closeSockets = openSockets({
    server,
    rooms,
    handshake: createHandshake(auth, origins, mayConnect, failed('a handshake failed')),
    mayAsk: ({ account_id }) => mayOpen(account_id),
    open,
    onOpened: () => {
      writing.wake()
      // Read besides, since nothing is written for a page that was loaded again.
      reading.wake()
    },
    // A page that is loaded again is away for a moment only, and nobody need hear of it.
    onLost: () => void setTimeout(writing.wake, LEAVING_TAKES_MS).unref(),
  })

  return {
    sockets: () => rooms.screens().length,
    places: () => rooms.placeIds().length,
    async close() {
      closeSockets()
      await listener.close()
      await Promise.all(workers.map((worker) => worker.close()))
      await presence.leave().catch(presenceFailed)
    },
  }
}

/** The same telling, whose time is told in seconds when it succeeded. */
function timed(tell: Telling['tellAll'], took: (seconds: number) => void): Telling['tellAll'] {
  return async (news) => {
    const started = performance.now()
    await tell(news)
    took((performance.now() - started) / 1000)
  }
}
