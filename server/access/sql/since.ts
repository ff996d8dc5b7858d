import { sql } from 'kysely'
import type { Rule } from '../catalogue/catalogue.ts'
import type { Derived } from '../view.ts'
import type { Sql } from './compiler.ts'
import { ofReader, throughEntry } from './visibility.ts'

/** How far the reader had read of this place when they last looked; nothing where they never did. */
const lastRead = sql`(select l.rev from house.last_look l
      where l.practitioner_role_id = ${ofReader('practitioner_role_id')} and l.place_id = ${ofReader('place_id')})`

/**
 * Whether somebody else changed something of a person since the reader last looked, as far as the reader may see it
 * now: by the same comparison that decides who is told of a change. What is hidden from them changes nothing.
 *
 * `added` asks whether it is the row `t` itself, an entry, that was not there before.
 *
 * @param vis the mask of what may be shown of the person
 */
export function changedSince(rule: Rule, what: Derived, patientId: Sql, vis: Sql): Sql {
  const ownGroup = throughEntry(rule.route)
    ? sql`and (o.group_id is null or o.group_id = ${ofReader('group_id')})`
    : sql``
  const ofEntry = sql`and o.row_id = t.id and not exists (select from care.outbox earlier
        where earlier.place_id = o.place_id and earlier.patient_id = o.patient_id and earlier.rev <= ${lastRead}
          and earlier.row_id = o.row_id)`
  return sql`exists (select from care.outbox o
      where o.place_id = ${ofReader('place_id')} and o.patient_id = ${patientId} and o.rev > ${lastRead}
        and o.by_role_id is distinct from ${ofReader('practitioner_role_id')}
        and (o.row_categories & ~${vis}) = 0 and (o.categories & ${vis}) <> 0 ${ownGroup} ${what === 'added' ? ofEntry : sql``})`
}
