import { type Kysely, sql } from 'kysely'

/** What keeps the reads that a team works from quick among many people; measured in docs/performance.md. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // For the entries of one person on their record, those that have ended too.
  await sql`create index caseload_entry_by_patient on care.caseload_entry (patient_id)`.execute(db)
  await keepName(db)
}

/** A list by name takes its order from an index, which cannot hold a column of another table. */
async function keepName(db: Kysely<unknown>): Promise<void> {
  await sql`alter table care.caseload_entry add column family_name text`.execute(db)
  await sql`
    create function care.keep_name_of_entry() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      new.family_name := (select p.family_name from care.patient p where p.id = new.patient_id);
      return new;
    end $$`.execute(db)
  await sql`
    create function care.name_of_entries_follows() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update care.caseload_entry set family_name = new.family_name where patient_id = new.id;
      return null;
    end $$`.execute(db)
  await sql`update care.caseload_entry set family_name =
    (select p.family_name from care.patient p where p.id = patient_id)`.execute(db)
  await sql`
    create trigger keep_name before insert or update of patient_id, family_name on care.caseload_entry
    for each row execute function care.keep_name_of_entry()`.execute(db)
  await sql`
    create trigger entries_follow after update of family_name on care.patient for each row
    when (old.family_name is distinct from new.family_name)
    execute function care.name_of_entries_follows()`.execute(db)
  // For a group's list, by name.
  await sql`
    create index caseload_entry_by_name on care.caseload_entry (group_id, family_name, id)
    where status in ('planned', 'waitlist', 'active', 'onhold')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger entries_follow on care.patient`.execute(db)
  await sql`drop trigger keep_name on care.caseload_entry`.execute(db)
  await sql`drop function care.name_of_entries_follows()`.execute(db)
  await sql`drop function care.keep_name_of_entry()`.execute(db)
  await sql`alter table care.caseload_entry drop column family_name`.execute(db)
  await sql`drop index care.caseload_entry_by_patient`.execute(db)
}
