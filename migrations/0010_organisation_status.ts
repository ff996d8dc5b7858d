import { type Kysely, sql } from 'kysely'

/** What the Organisation Data Service says of an organisation; what is closed or dormant is kept and not offered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table house.organisation add column status text not null default 'active'
    check (status in ('active', 'proposed', 'dormant', 'closed'))`.execute(db)
  await sql`update house.organisation set status = 'closed' where closed_on <= current_date`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table house.organisation drop column status`.execute(db)
}
