import type { Server as HttpServer } from 'node:http'

import { Server } from 'socket.io'

import type { SignedIn } from '../auth/signed-in.ts'
import { problems } from '../errors.ts'
import { createLimit } from '../limit.ts'
import { LIVE_PATH, type OpenAnswer, type ToBrowser, type ToServer } from './frames.ts'
import type { Handshake } from './handshake.ts'
import type { Rooms, Screen } from './rooms.ts'

/** The longest message that is taken from a browser, in bytes. */
const LONGEST_MESSAGE_BYTES = 64 * 1024

/** Many times what a screen ever sends: so many messages at once, and so many a second after that. */
const MESSAGES_AT_ONCE = 60
const MESSAGES_PER_SECOND = 5

/** A socket that is silent for the two together is taken for lost, on both ends, and made anew by the browser. */
const PING_EVERY_MS = 2_000
const PING_TIMEOUT_MS = 1_500

/** What sockets stand on. */
export interface SocketParts {
  readonly server: HttpServer
  readonly handshake: Handshake
  readonly rooms: Rooms
  readonly mayAsk: (session: SignedIn) => boolean
  readonly open: (screen: Screen, sent: unknown) => Promise<OpenAnswer>
  /** Called after a screen opened a place. */
  readonly onOpened: () => void
  /** Called after a screen was lost, with what it had open. */
  readonly onLost: () => void
}

/**
 * Opens sockets on an HTTP server, which must have its own handler of requests by then: Socket.IO steps in front of it.
 *
 * @returns what ends all sockets
 */
export function openSockets({ server, handshake, rooms, mayAsk, open, onOpened, onLost }: SocketParts): () => void {
  // Connection state recovery stays off, as it is unless asked for: it would let a person whose access was revoked
  // while they were away back in, past the handshake, with all that they had missed.
  const io = new Server<ToServer, ToBrowser>(server, {
    path: LIVE_PATH,
    serveClient: false,
    // One kind of connection, so that each message comes over the very handshake that was checked.
    transports: ['websocket'],
    maxHttpBufferSize: LONGEST_MESSAGE_BYTES,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_TIMEOUT_MS,
    allowRequest: (request, answer) => {
      void handshake.admit(request).then((admitted) => answer(null, admitted))
    },
  })

  io.on('connection', (socket) => {
    const session = handshake.sessionOf(socket.request)
    if (!session) return void socket.disconnect(true)
    const screen: Screen = {
      session,
      send: (frame) => void socket.emit('news', frame),
      disconnect: () => void socket.disconnect(true),
    }
    rooms.connect(screen)
    const mayMessage = createLimit(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND)
    // Whatever a message says, and whether or not anybody listens for it.
    socket.use((_message, next) => (mayMessage(session.account_id) ? next() : screen.disconnect()))
    // One after the other, so that the place that was asked for last is the one that is open.
    let opened = Promise.resolve()
    socket.on('open', (sent: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return
      const reply = answer as (answer: OpenAnswer) => void
      if (!mayAsk(session)) return reply({ outcome: 'refused', code: 'too_many', words: problems.too_many.words })
      opened = opened.then(async () => {
        reply(await open(screen, sent))
        onOpened()
      })
    })
    socket.on('disconnect', () => {
      rooms.disconnect(screen)
      onLost()
    })
  })

  return () => {
    io.disconnectSockets(true)
    io.engine.close()
  }
}
