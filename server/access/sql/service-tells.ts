import { sql } from 'kysely'

import { bitOf } from '../categories.ts'
import type { Sql } from './compiler.ts'

/**
 * The mask of what a care manager's service tells of the person it cares for: what the organisation is said to reveal,
 * what the role does, and, of a practice, where the person is registered, which a restricted record keeps to itself.
 *
 * It is about the practitioner role `r` at the organisation `o`, which stand in the statement.
 */
export const serviceTells: Sql = sql`o.reveals
    | case when r.role = 'mental_health_practitioner' then ${sql.lit(bitOf('mental_health'))}::integer else 0 end
    | case when o.kind = 'gp_practice' then ${sql.lit(bitOf('location'))}::integer else 0 end`
