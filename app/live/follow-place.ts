import type { Socket } from 'socket.io-client'

import type { OpenAnswer, ToBrowser, ToServer } from '../../server/live/frames.ts'
import type { LiveStatus } from '../components/frame/live-sign.tsx'

/** A connection to the server's live updates, not yet begun. */
export type LiveSocket = Socket<ToBrowser, ToServer>

/** How a connection is made, and made again: soon, then less and less often, and not by all screens at once. */
export const LIVE_OPTIONS = {
  transports: ['websocket'],
  autoConnect: false,
  forceNew: true,
  reconnectionDelay: 300,
  reconnectionDelayMax: 3_000,
  randomizationFactor: 0.5,
  timeout: 2_500,
}

/** What is done with what is heard. */
export interface Following {
  /** Something changed that this screen may show: read it again. */
  readonly onChange: () => void
  readonly onStatus: (status: LiveStatus) => void
}

/** After so long without a connection the screen may be out of date, in milliseconds. */
const OUT_OF_DATE_AFTER_MS = 15_000

/** How long the server may take to open a place, in milliseconds. */
const ANSWER_WITHIN_MS = 2_500

/** About how long until a place that could not be opened is tried again, in milliseconds. */
const TRY_AGAIN_AFTER_MS = 1_000

/**
 * Follows a place for as long as it is on screen. After a break the server is told where this screen is up to, and
 * answers with what was missed.
 *
 * @param declaration under which the page reads there, which also says which place it is
 * @returns what ends it
 */
export function followPlace(socket: LiveSocket, declaration: string, { onChange, onStatus }: Following): () => void {
  let cursor: string | undefined
  let lost: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  const setLost = () => {
    onStatus('reconnecting')
    lost ??= setTimeout(() => onStatus('out_of_date'), OUT_OF_DATE_AFTER_MS)
  }
  const setConnected = () => {
    clearTimeout(lost)
    lost = undefined
    onStatus('connected')
  }
  // Not all screens at the same moment.
  const later = (work: () => void) => {
    clearTimeout(again)
    again = setTimeout(work, TRY_AGAIN_AFTER_MS * (0.5 + Math.random()))
  }

  const open = () => {
    const heldBefore = cursor
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit('open', { declaration, cursor }, (failure: Error | null, answer?: OpenAnswer) => {
        if (failure || answer?.outcome !== 'open') {
          if (answer?.outcome === 'refused' && answer.code === 'declaration_ended') return onChange()
          return later(() => socket.connected && open())
        }
        // What was heard while the answer was on its way is newer than the answer.
        if (cursor === heldBefore) cursor = answer.cursor
        setConnected()
        if (answer.again) onChange()
      })
  }

  socket.on('connect', open)
  socket.on('news', (frame) => {
    if (frame.cursor !== '') cursor = frame.cursor
    onChange()
  })
  socket.on('disconnect', (reason) => {
    setLost()
    // The client comes back by itself from all but this one: the server is ending, or the session has.
    if (reason === 'io server disconnect') later(() => socket.connect())
  })

  setLost()
  socket.connect()
  return () => {
    clearTimeout(lost)
    clearTimeout(again)
    socket.off()
    socket.disconnect()
  }
}
