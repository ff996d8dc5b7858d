import { sql } from 'kysely'
import type { Pool } from 'pg'

import { statementsOf } from '../database/statements.ts'
import { armedBy } from './arm.ts'
import type { SystemDecision } from './decision.ts'
import { compile } from './sql/compiler.ts'

/**
 * The number that a place's outbox had reached some time ago, so that whoever opened the place since can be told of
 * all that was announced after they read it. It says nothing about what was announced.
 *
 * @param tail the live tail's standing declaration
 * @param seconds how long ago, by the database's clock
 */
export async function revBefore(pool: Pool, tail: SystemDecision, placeId: string, seconds: number): Promise<number> {
  const [found] = await statementsOf(pool).run<{ rev: number }>(
    compile(sql`
      with ${armedBy(tail)}
      select coalesce(
        (select min(o.rev) - 1 from care.outbox o
          where exists (select from armed) and o.place_id = ${placeId} and o.at > clock_timestamp() - make_interval(secs => ${seconds})),
        (select place.rev from house.place where place.id = ${placeId}), 0) as rev`),
  )
  return found?.rev ?? 0
}
