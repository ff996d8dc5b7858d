import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import type { Brought, BroughtTable } from './bring.ts'
import { type Category, type Mask, bitOf } from './categories.ts'
import { columns } from './columns.ts'
import { notify } from './notify.ts'
import { compile } from './sql/compiler.ts'

interface Row {
  id?: string
  patient_id?: string
  categories?: number
  group_id?: string | null
}

interface Change {
  patient_id: string
  table_name: BroughtTable
  row_id: string
  categories: Mask
  group_id: string | null
}

/** One change for each patient, table and mask that something new came in with: nobody needs to hear it twice. */
function changesOf(brought: Brought, taken: ReadonlySet<string>): Change[] {
  const changes = new Map<string, Change>()
  for (const [table, rows] of Object.entries(brought) as [BroughtTable, readonly Row[]][]) {
    for (const row of rows) {
      if (!row.id || !taken.has(row.id)) continue
      const patient_id = table === 'patient' ? row.id : (row.patient_id ?? '')
      const { rows: existence } = columns[table]
      const fixed: Category = existence === 'row' || existence === 'key' ? 'identity' : existence
      const categories = row.categories ?? bitOf(fixed)
      const group_id = table === 'caseload_entry' ? (row.group_id ?? null) : null
      changes.set(`${patient_id} ${table} ${String(categories)} ${group_id ?? ''}`, {
        patient_id,
        table_name: table,
        row_id: row.id,
        categories,
        group_id,
      })
    }
  }
  return [...changes.values()]
}

/** Puts what was brought into the outbox of every place that reaches its patients, in one statement. */
export async function announceBrought(
  statements: Statements,
  brought: Brought,
  taken: ReadonlySet<string>,
): Promise<void> {
  const changes = changesOf(brought, taken)
  if (changes.length === 0) return
  const reached = sql`
    select place.id as place_id, c.* from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c(patient_id uuid, table_name text, row_id uuid, categories integer, group_id uuid)
    join care.patient p on p.id = c.patient_id
    join house.place on place.organisation_id = p.registered_practice_id
      or place.group_id in (select e.group_id from care.caseload_entry e
        where e.patient_id = p.id and e.status in ('planned', 'waitlist', 'active', 'onhold'))`
  const places = await statements.run<{ id: string }>(
    compile(
      sql`select id from house.place where id in (select place_id from (${reached}) r) order by id for no key update`,
    ),
  )
  await statements.run(
    compile(sql`
      with reached as materialized (${reached}),
      moved as (
        update house.place set rev = rev + counted.changes
        from (select place_id, count(*) as changes from reached group by place_id) counted
        where place.id = counted.place_id returning place.id, place.rev - counted.changes as base)
      insert into care.outbox (place_id, rev, patient_id, table_name, row_id, categories, row_categories, group_id)
      select moved.id, moved.base + row_number() over (partition by moved.id order by r.row_id), r.patient_id, r.table_name,
        r.row_id, r.categories, r.categories, r.group_id
      from reached r join moved on moved.id = r.place_id`),
  )
  for (const { id } of places) await notify(statements, id)
}
