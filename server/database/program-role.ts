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
