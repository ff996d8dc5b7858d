import { sql } from 'kysely'
import type { Pool } from 'pg'

import { statementsOf } from '../database/statements.ts'
import { compile } from './sql/compiler.ts'

/**
 * The number that a place's outbox had reached some time ago, so that whoever opened the place since can be told of
 * all that was announced after they read it. It says nothing about what was announced.
 *
 * @param seconds how long ago, by the database's clock
 */
export async function revBefore(pool: Pool, placeId: string, seconds: number): Promise<number> {
  const [found] = await statementsOf(pool).run<{ rev: number }>(
    compile(sql`
      select coalesce(
        (select min(o.rev) - 1 from care.outbox o
          where o.place_id = ${placeId} and o.at > clock_timestamp() - make_interval(secs => ${seconds})),
        (select place.rev from house.place where place.id = ${placeId}), 0) as rev`),
  )
  return found?.rev ?? 0
}
