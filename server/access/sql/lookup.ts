import { sql } from 'kysely'
import type { Lookup } from '../view.ts'
import type { Sql } from './compiler.ts'

/** The words in `house` that a key points at; null where the key is null or points at nothing. */
export function lookup(as: Lookup, alias: string, column: string): Sql {
  const key = sql.ref(`${alias}.${column}`)
  switch (as) {
    case 'code_display': {
      const system = sql.ref(`${alias}.${column.replace(/code$/, 'system')}`)
      return sql`(select known.display from house.code known where known.system = ${system} and known.code = ${key})`
    }
    case 'organisation_name':
      return sql`(select named.name from house.organisation named where named.id = ${key})`
    case 'group_name':
      return sql`(select named.name from house.care_delivery_group named where named.id = ${key})`
    case 'practitioner_name':
      return sql`(select concat_ws(' ', person.given_names, person.family_name)
        from house.practitioner_role held join house.practitioner person on person.id = held.practitioner_id
        where held.id = ${key})`
    case 'practitioner_role':
      return sql`(select held.role from house.practitioner_role held where held.id = ${key})`
    case 'practitioner_organisation':
      return sql`(select named.name from house.practitioner_role held
        join house.organisation named on named.id = held.organisation_id where held.id = ${key})`
  }
}
