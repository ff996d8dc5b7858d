import { sql } from 'kysely'

/** The database's clock at this moment, the only one that decides anything: not the time at which the transaction began. */
export const now = sql<Date>`clock_timestamp()`

/**
 * A moment after the database's now.
 *
 * @param seconds how far ahead; less than 0 for a moment before
 */
export function secondsFromNow(seconds: number) {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`
}

/**
 * How long until the first of some moments, in milliseconds; less than 0 when it has passed.
 *
 * @param columns of type timestamptz, with their table: 'session.idle_ends_at'
 */
export function millisecondsUntilFirstOf(...columns: readonly string[]) {
  const moments = sql.join(columns.map((column) => sql.ref(column)))
  return sql<number>`(extract(epoch from least(${moments}) - clock_timestamp()) * 1000)::float8`
}
