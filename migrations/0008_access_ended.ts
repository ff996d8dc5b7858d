import { type Kysely, sql } from 'kysely'

/** What, changed, can end somebody's access before its time. */
const ENDS_ACCESS = [
  ['session', 'revoked_at'],
  ['account', 'disabled_at'],
  ['declaration', 'ended_at'],
  ['practitioner_role', 'ends_at'],
  ['membership', 'status, ends_at'],
  ['care_delivery_group', 'status'],
  ['group_organisation', 'ends_at'],
  ['organisation', 'closed_on'],
  ['sharing_agreement', 'ends_at'],
] as const

/**
 * Tells every process, when it commits, that somebody's access may have ended: each then asks again about the screens
 * that are open there. In the database, so that no way of ending access can forget it. The notice names nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function house.announce_access_ended() returns trigger
    language plpgsql set search_path = pg_catalog as $$
    begin
      perform pg_notify('shared_caseload_ended', '');
      return null;
    end $$`.execute(db)
  for (const [table, columns] of ENDS_ACCESS) {
    await sql`
      create trigger access_ended after update of ${sql.raw(columns)} on ${sql.id('house', table)}
      for each statement execute function house.announce_access_ended()`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [table] of ENDS_ACCESS) {
    await sql`drop trigger access_ended on ${sql.id('house', table)}`.execute(db)
  }
  await sql`drop function house.announce_access_ended()`.execute(db)
}
