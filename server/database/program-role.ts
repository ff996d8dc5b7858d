import { sql } from 'kysely'

import type { Connection } from './connection.ts'

/**
 * Refuses to go on as a role for which row-level security would not hold.
 *
 * @param connection as the role that the program is about to run as
 * @throws Error when that role is a superuser, may bypass row-level security, or owns a table
 */
export async function assertPowerless({ kysely }: Connection): Promise<void> {
  const { rows } = await sql<{ may_bypass: boolean; owns: boolean }>`
    select rolsuper or rolbypassrls as may_bypass,
           exists (select from pg_class where pg_has_role(current_user, relowner, 'member')) as owns
      from pg_roles
     where rolname = current_user`.execute(kysely)
  const role = rows[0]
  if (!role || role.may_bypass || role.owns) {
    throw new Error(
      'DATABASE_URL names a role that owns tables or bypasses row-level security. Use shared_caseload_program.',
    )
  }
}

/**
 * Refuses to go on where the second wall has a gap (docs/decisions/0007-a-second-wall.md).
 *
 * @param connection as the role that the program is about to run as
 * @throws Error naming each table of `care` that this role may touch without a policy, or may empty past one
 */
export async function assertWalled({ kysely }: Connection): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select 'care.' || relname as name from pg_class c
    where relnamespace = 'care'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
      and (has_table_privilege(c.oid, 'truncate, delete')
        or has_any_column_privilege(c.oid, 'select, insert, update, references'))
      and (has_table_privilege(c.oid, 'truncate')
        or not (relrowsecurity and exists (select from pg_policy where polrelid = c.oid)))
    order by relname`.execute(kysely)
  if (rows.length === 0) return
  throw new Error(
    `Row-level security does not hold on ${rows.map(({ name }) => name).join(', ')}. ` +
      'Run the migrations of this release, and see that nobody has granted or altered anything by hand.',
  )
}
