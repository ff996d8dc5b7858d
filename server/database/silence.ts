import pg from 'pg'

/** How often connections are looked at, in milliseconds. */
const LOOK_EVERY_MS = 1_000

/** A connection that was lent for longer than this is asked after: nearly every statement takes less. */
const SUSPECT_AFTER_MS = 1_500

/** How long the question may take. */
const ANSWER_WITHIN_MS = 1_500

/** Of some backends, those that work on a statement, or came to the end of one a moment ago. */
const WORKING = `select pid from pg_stat_activity
  where pid = any($1) and (state = 'active' or state_change > clock_timestamp() - interval '1 second')`

/**
 * Ends the connections of a pool that have fallen silent.
 *
 * A connection can be lost without a word (a cable, a proxy, a machine asleep), and a statement sent on it would wait
 * for ever. So the database is asked, on a fresh connection, whether it works on the statements that take long; where
 * it does not, the line swallowed the question or the answer, and whoever waits gets an error. The idle connections
 * came by the same line and are made anew.
 *
 * @param url connection url of the pool's own role, which may see its own backends
 * @returns what ends the looking
 */
export function endSilentConnections(pool: pg.Pool, url: string): () => Promise<void> {
  const lent = new Map<pg.PoolClient, number>()
  pool.on('acquire', (client) => lent.set(client, performance.now()))
  pool.on('release', (_error, client) => lent.delete(client))
  pool.on('remove', (client) => lent.delete(client))

  const look = async (): Promise<void> => {
    const suspects = [...lent].filter(([, since]) => since < performance.now() - SUSPECT_AFTER_MS)
    if (suspects.length === 0) return
    const working = await workingBackends(
      url,
      suspects.map(([client]) => pidOf(client)),
    )
    // Given back meanwhile, or lent to somebody else: it was not silent.
    const silent = suspects.filter(([client, since]) => lent.get(client) === since && !working.has(pidOf(client)))
    // With a statement under way this breaks the connection off instead of saying goodbye.
    for (const [client] of silent) (client as pg.PoolClient & pg.Client).end().catch(() => undefined)
    if (silent.length > 0) await renewIdle(pool)
  }

  let looking = Promise.resolve()
  // While the database cannot be asked nothing is known of anybody, and it is asked again.
  const timer = setInterval(() => void (looking = looking.then(look).catch(() => undefined)), LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}

async function workingBackends(url: string, pids: readonly number[]): Promise<Set<number>> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'shared-caseload-silence',
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(WORKING, [pids])
    return new Set(rows.map(({ pid }) => pid))
  } finally {
    client.end().catch(() => undefined)
  }
}

async function renewIdle(pool: pg.Pool): Promise<void> {
  const idle = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()))
  for (const client of idle) client.release(true)
}

/** The backend's process, which pg knows of each connection and its types do not. */
function pidOf(client: pg.PoolClient): number {
  return (client as pg.PoolClient & { processID: number }).processID
}
