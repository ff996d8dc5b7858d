import pg from 'pg'

/** A connection that does nothing but listen. */
export interface Listener {
  /** Stops listening. */
  readonly close: () => Promise<void>
}

/** What is listened for, and who is told. */
export interface Listening {
  readonly channels: readonly string[]
  /** A notice came. Several of one transaction on one channel with one payload come once. */
  readonly onNotice: (channel: string, payload: string) => void
  /** Listening has begun, or begun again: what was sent before is not heard, so ask for everything now. */
  readonly onListening: () => void
  /** The connection was lost, and is being made again. */
  readonly onLost: (error: Error) => void
}

/** How long between asking the connection whether it is alive, and how long it may take to answer. */
const LIVENESS_EVERY_MS = 2_000
const LIVENESS_TIMEOUT_MS = 1_500

/** The first pause before connecting again; each that follows is twice as long, up to the most. */
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 3_000

/**
 * Listens for notices on a connection of its own, for as long as the program runs.
 *
 * A connection can be lost without a word (a cable, a proxy, a machine asleep), so it is asked every few seconds; each
 * loss ends in a new one. Whoever listens must not rely on notices alone.
 *
 * @param url connection url of the role to listen as
 */
export function listen(url: string, listening: Listening): Listener {
  let closed = false
  let current: pg.Client | undefined
  let pause = FIRST_PAUSE_MS
  let waiting: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'shared-caseload-listener',
      connectionTimeoutMillis: LIVENESS_TIMEOUT_MS,
      query_timeout: LIVENESS_TIMEOUT_MS,
    })
    current = client
    let lost = false
    const lose = (error: Error) => {
      if (lost) return
      lost = true
      clearInterval(liveness)
      discard(client)
      if (closed) return
      listening.onLost(error)
      // Not all processes of a restarted database at the same moment.
      waiting = setTimeout(() => void connect(), pause * (0.5 + Math.random() / 2))
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
    const liveness = setInterval(() => void client.query('select 1').catch(lose), LIVENESS_EVERY_MS)
    client.on('error', lose)
    client.on('end', () => lose(new Error('The database ended the connection that listens.')))
    client.on('notification', ({ channel, payload }) => {
      if (!closed) listening.onNotice(channel, payload ?? '')
    })
    try {
      await client.connect()
      for (const channel of listening.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
      pause = FIRST_PAUSE_MS
      if (!closed) listening.onListening()
    } catch (error) {
      lose(error instanceof Error ? error : new Error(String(error)))
    }
  }

  void connect()
  return {
    async close() {
      closed = true
      clearTimeout(waiting)
      await current?.end().catch(() => undefined)
    },
  }
}

/** Drops a connection that may not answer any more, without waiting for it. */
function discard(client: pg.Client): void {
  client.end().catch(() => undefined)
}
