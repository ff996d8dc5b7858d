import { type Kysely, sql } from 'kysely'

/** What was read and written, by whom and why; and what others must hear of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table care.audit_event (
      id uuid not null default gen_random_uuid(),
      at timestamptz not null default clock_timestamp(),
      kind text not null check (kind in ('listed', 'opened', 'written', 'imported', 'counted')),
      outcome text not null check (outcome in ('answered', 'empty', 'done', 'conflict', 'refused')),
      -- Asked again by the screen because something changed, not by the person.
      refresh boolean not null default false,
      session_id uuid,
      practitioner_id uuid,
      practitioner_role_id uuid,
      system_actor text,
      declaration_id uuid,
      role text,
      purpose text,
      route text,
      place_id uuid,
      view text not null,
      patient_ids uuid[] not null default '{}',
      row_ids uuid[] not null default '{}',
      categories_shown integer not null default 0,
      categories_withheld integer not null default 0,
      policy_version text not null,
      request_id text,
      primary key (at, id)
    ) partition by range (at)`.execute(db)
  await sql`create index audit_event_by_patient on care.audit_event using gin (patient_ids)`.execute(db)
  // For whether a screen that reads again has been looked at before.
  await sql`create index audit_event_by_declaration on care.audit_event (declaration_id)`.execute(db)
  await sql`create index audit_event_by_practitioner on care.audit_event (practitioner_id, at)`.execute(db)
  // An event whose month has no partition yet is kept all the same.
  await sql`create table care.audit_event_rest partition of care.audit_event default`.execute(db)

  // Runs as the owner, since the program may create nothing: called at start and once a day.
  await sql`
    create function care.make_audit_partitions(months integer) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      month timestamp;
    begin
      for month in select generate_series(
          date_trunc('month', clock_timestamp() at time zone 'UTC'),
          date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => months),
          interval '1 month') loop
        execute format('create table if not exists care.%I partition of care.audit_event for values from (%L) to (%L)',
          'audit_event_' || to_char(month, 'YYYY_MM'),
          month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      end loop;
    end $$`.execute(db)
  await sql`select care.make_audit_partitions(12)`.execute(db)

  await sql`
    create table care.outbox (
      place_id uuid not null references house.place,
      rev bigint not null,
      at timestamptz not null default clock_timestamp(),
      patient_id uuid not null,
      table_name text not null,
      row_id uuid not null,
      -- The categories of what changed: the columns' own, and the row's.
      categories integer not null,
      row_categories integer not null,
      -- The group whose own row it is: members of another one do not read it.
      group_id uuid,
      -- What decided, before the change, who reaches the patient; left out where the change decides nothing.
      before jsonb,
      primary key (place_id, rev)
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table care.outbox`.execute(db)
  await sql`drop function care.make_audit_partitions(integer)`.execute(db)
  await sql`drop table care.audit_event`.execute(db)
}
