import type pg from 'pg'

import type { Installation } from '../../installation.ts'

/** The role that migrations run as: it owns every table. */
export const OWNER_ROLE = 'shared_caseload_owner'

/** The role that the program runs as: it owns nothing, and row-level security holds for it. */
export const PROGRAM_ROLE = 'shared_caseload_program'

/**
 * Makes the two roles, or gives them the passwords of this installation when they are there.
 *
 * @param client a connection as superuser
 */
export async function ensureRoles(client: pg.Client, passwords: Installation): Promise<void> {
  const roles = [
    [OWNER_ROLE, passwords.owner_password],
    [PROGRAM_ROLE, passwords.program_password],
  ] as const
  for (const [role, password] of roles) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(
      `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication
       password ${client.escapeLiteral(password)}`,
    )
  }
}

/**
 * Makes a database that only the two roles may enter, when there is none of that name.
 *
 * @param client a connection as superuser, outside a transaction
 * @param name of the new database
 * @param template the database to copy, which nobody may be connected to; an empty one when left out
 */
export async function ensureDatabase(client: pg.Client, name: string, template = 'template0'): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount !== 0) return
  const database = client.escapeIdentifier(name)
  await client.query(`create database ${database} owner ${OWNER_ROLE} template ${client.escapeIdentifier(template)}`)
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${PROGRAM_ROLE}`)
}
