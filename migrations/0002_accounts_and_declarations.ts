import { type Kysely, sql } from 'kysely'

/** How a person signs in, and what they say they are here for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table house.account (
      id uuid primary key,
      practitioner_id uuid not null unique references house.practitioner,
      email text not null unique check (email = lower(email)),
      password_hash text not null,
      disabled_at timestamptz,
      created_at timestamptz not null default clock_timestamp()
    )`.execute(db)

  // The secret that a browser holds is never kept, only its SHA-256; the id is for lists and for revoking.
  await sql`
    create table house.session (
      id uuid primary key,
      secret_hash bytea not null unique,
      account_id uuid not null references house.account,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      idle_ends_at timestamptz not null,
      absolute_ends_at timestamptz not null,
      assurance_level smallint not null check (assurance_level between 1 and 3),
      user_agent text,
      revoked_at timestamptz
    )`.execute(db)
  await sql`create index session_by_account on house.session (account_id)`.execute(db)

  // What was tried, by keyed hashes: whether an account exists cannot be read from it.
  await sql`
    create table house.sign_in_attempt (
      id uuid primary key,
      account_hash bytea not null,
      address_hash bytea not null,
      at timestamptz not null default clock_timestamp(),
      succeeded boolean not null
    )`.execute(db)
  await sql`create index sign_in_attempt_by_account on house.sign_in_attempt (account_hash, at)`.execute(db)
  await sql`create index sign_in_attempt_by_address on house.sign_in_attempt (address_hash, at)`.execute(db)

  await sql`
    create table house.declaration (
      id uuid primary key,
      session_id uuid references house.session,
      practitioner_role_id uuid references house.practitioner_role,
      -- Work without a person (import, the live tail) stands under a declaration of its own.
      system_actor text check (system_actor in ('import', 'live_tail')),
      route text not null,
      purpose text not null,
      place_id uuid references house.place,
      group_id uuid references house.care_delivery_group,
      organisation_id uuid references house.organisation,
      patient_id uuid,
      reason text,
      goes_to_review boolean not null default false,
      started_at timestamptz not null default clock_timestamp(),
      ends_at timestamptz not null,
      ended_at timestamptz,
      check ((system_actor is null) = (session_id is not null)),
      check ((system_actor is null) = (practitioner_role_id is not null))
    )`.execute(db)
  await sql`create index declaration_by_session on house.declaration (session_id, place_id)`.execute(db)

  // Who has a place open in which process; a row not renewed for 30 seconds means nobody.
  await sql`
    create table house.open_place (
      declaration_id uuid not null references house.declaration,
      place_id uuid not null references house.place,
      process_id uuid not null,
      seen_at timestamptz not null default clock_timestamp(),
      primary key (declaration_id, place_id, process_id)
    )`.execute(db)
  await sql`create index open_place_by_place on house.open_place (place_id, seen_at)`.execute(db)

  // A command that was carried out is not carried out again when its answer was lost on the way.
  await sql`
    create table house.command (
      key uuid primary key,
      declaration_id uuid not null references house.declaration,
      fingerprint bytea not null,
      outcome text not null check (outcome in ('done', 'conflict', 'refused')),
      at timestamptz not null default clock_timestamp()
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table house.command, house.open_place, house.declaration, house.sign_in_attempt,
    house.session, house.account`.execute(db)
}
