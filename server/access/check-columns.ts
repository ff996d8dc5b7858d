import type { Pool } from 'pg'
import { sql } from 'kysely'
import { statementsOf } from '../database/statements.ts'
import { columns } from './columns.ts'
import { compile } from './sql/compiler.ts'

/**
 * Compares the categories of columns with the database as it is.
 *
 * @throws Error naming every column of `care` that has no category, and every category whose column is gone
 */
export async function checkColumns(pool: Pool): Promise<void> {
  // From the catalogue itself: information_schema tells a role only of what it may touch.
  const stored = await statementsOf(pool).run<{ column: string }>(
    compile(sql`
      select c.relname || '.' || a.attname as column
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'care'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped`),
  )
  const inDatabase = new Set(stored.map(({ column }) => column))
  const classified = new Set(
    Object.entries(columns).flatMap(([table, { columns: names }]) =>
      Object.keys(names).map((name) => `${table}.${name}`),
    ),
  )
  const unclassified = [...inDatabase].filter((column) => !classified.has(column))
  const gone = [...classified].filter((column) => !inDatabase.has(column))
  if (unclassified.length + gone.length === 0) return
  throw new Error(
    `The database and the categories of its columns disagree. Without a category: ${unclassified.join(', ') || 'none'}. ` +
      `Without a column: ${gone.join(', ') || 'none'}. Run the migrations of this release, or classify the columns in server/access/columns.ts.`,
  )
}
