import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

import type { Database } from './schema.ts'
import { endSilentConnections } from './silence.ts'

/** The database as this program holds it: typed queries, and the pool beneath for statements run by name. */
export interface Connection {
  readonly kysely: Kysely<Database>
  readonly pool: pg.Pool
  /** Waits for queries under way, then closes every connection. */
  readonly close: () => Promise<void>
}

/** What may be chosen about a connection. */
export interface ConnectionOptions {
  /** The most connections held open at once. */
  readonly size?: number
  /** Ends a statement that takes longer; 0 for none. */
  readonly statementTimeoutMs?: number
  /** Told of an idle connection that the server ended; the pool has replaced it by then. */
  readonly onError?: (error: Error) => void
}

/** By then nobody is waiting for the answer any more. */
const STATEMENT_TIMEOUT_MS = 30_000

/** Longer than any change of ours holds a row, and shorter than a person waits: of a lock that is never given. */
const LOCK_TIMEOUT_MS = 10_000

/** How long somebody waits for a connection to be free, or to be made. */
const CONNECT_TIMEOUT_MS = 5_000

/**
 * A gated statement is planned once on each connection: planning one takes 3 ms, more than running it, and PostgreSQL
 * would else do it anew for each call, since a plan for known values looks a little cheaper (docs/performance.md).
 */
const PLANS = 'force_generic_plan'

/**
 * Opens a pool of connections. No connection is made before the first query.
 *
 * How values come back: `date` as 'YYYY-MM-DD', since a day has no time zone and a Date would shift it;
 * `timestamptz` as Date; `bigint` (and so count) as number, refused beyond 2^53; `numeric` as string.
 *
 * @param url connection url of the role to act as
 */
export function connect(url: string, options: ConnectionOptions = {}): Connection {
  const { size = 10, statementTimeoutMs = STATEMENT_TIMEOUT_MS, onError = () => undefined } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    statement_timeout: statementTimeoutMs,
    lock_timeout: LOCK_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    options: `-c TimeZone=UTC -c default_transaction_isolation=read\\ committed -c plan_cache_mode=${PLANS}`,
    application_name: 'shared-caseload',
  })
  pool.on('error', onError)
  // A connection can be lost while it is lent, between two statements of a transaction: the next of them says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const endLooking = endSilentConnections(pool, url)
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    await endLooking()
    await kysely.destroy()
  }
  return { kysely, pool, close }
}

/** The numbers of lists in PostgreSQL's catalogue, which pg gives no names. */
const DATE_LIST = 1182
const INT8_LIST = 1016

const ownParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.DATE]: String,
  [pg.types.builtins.INT8]: wholeNumber,
  [DATE_LIST]: (text) => listOf(text, String),
  [INT8_LIST]: (text) => listOf(text, wholeNumber),
}

/** How pg asks for the parser of a type: ours where we have an opinion, else its own. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const own = format === 'binary' ? undefined : ownParsers[oid]
    return own ?? (pg.types.getTypeParser(oid, format) as unknown)
  },
}

/** A list of items that are never quoted: `{2026-03-29,NULL}`. */
function listOf(text: string, parse: (item: string) => unknown): unknown[] {
  const items = text.slice(1, -1)
  return items === '' ? [] : items.split(',').map((item) => (item === 'NULL' ? null : parse(item)))
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A number from the database is too large to be exact.')
  return value
}
