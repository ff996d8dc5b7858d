import { type Kysely, sql } from 'kysely'

/**
 * What the program's role may do: read and write rows, and no more. What is never changed (audit, outbox)
 * it may not change; what is policy (the code table) it may only read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant usage on schema house, care to shared_caseload_program`.execute(db)
  await sql`grant select, insert, update on all tables in schema house, care to shared_caseload_program`.execute(db)
  await sql`revoke insert, update on house.code from shared_caseload_program`.execute(db)
  await sql`revoke update on care.audit_event, care.outbox from shared_caseload_program`.execute(db)
  await sql`grant delete on care.denial, house.open_place, house.sign_in_attempt to shared_caseload_program`.execute(db)
  await sql`revoke execute on function care.make_audit_partitions(integer) from public`.execute(db)
  await sql`grant execute on function care.make_audit_partitions(integer) to shared_caseload_program`.execute(db)
  // Partitions are reached through their table, never by name.
  await sql`
    do $$ declare part regclass; begin
      for part in select inhrelid::regclass from pg_inherits where inhparent = 'care.audit_event'::regclass loop
        execute format('revoke all on %s from shared_caseload_program', part);
      end loop;
    end $$`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`revoke all on all tables in schema house, care from shared_caseload_program`.execute(db)
  await sql`revoke all on function care.make_audit_partitions(integer) from shared_caseload_program`.execute(db)
  await sql`revoke usage on schema house, care from shared_caseload_program`.execute(db)
}
