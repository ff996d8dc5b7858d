import { type Kysely, sql } from 'kysely'

/** What changed since somebody last looked: how far they had read, and who made each change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table house.last_look (
      practitioner_role_id uuid not null references house.practitioner_role,
      place_id uuid not null references house.place,
      -- how far the place's outbox had come when they looked, and when that was
      rev bigint not null,
      at timestamptz not null,
      primary key (practitioner_role_id, place_id)
    )`.execute(db)
  await sql`grant select, insert, update on house.last_look to shared_caseload_program`.execute(db)
  // Null for what no person did.
  await sql`alter table care.outbox add column by_role_id uuid`.execute(db)
  // For whether anything of one person on a list has changed since the reader looked.
  await sql`create index outbox_by_patient on care.outbox (place_id, patient_id, rev)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index care.outbox_by_patient`.execute(db)
  await sql`alter table care.outbox drop column by_role_id`.execute(db)
  await sql`drop table house.last_look`.execute(db)
}
