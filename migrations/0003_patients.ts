import { type Kysely, sql } from 'kysely'

/** The people cared for: who they are, where and how they are reached, and who stands by them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema care`.execute(db)

  await sql`
    create table care.patient (
      id uuid primary key,
      source_system text not null,
      source_id text not null,
      -- The name in use, chosen from patient_name when it is written; never one that is legally restricted.
      family_name text,
      given_names text,
      name_prefix text,
      birth_date date,
      birth_date_precision text check (birth_date_precision in ('day', 'month', 'year')),
      sex text check (sex in ('female', 'male', 'other', 'unknown')),
      deceased boolean not null default false,
      deceased_at timestamptz,
      -- Not unique: two people can carry one number in the wild, and one person several.
      nhs_number text,
      nhs_number_status text,
      nhs_number_hash bytea,
      registered_practice_id uuid references house.organisation,
      marital_status text,
      ethnic_category text,
      religion text,
      first_language text,
      -- The S-flag (PDS security code R).
      restricted_record boolean not null default false,
      -- Whether care.denial holds anything for this person, so that most rows need no look there.
      objected boolean not null default false,
      versions jsonb not null default '{}',
      unique (source_system, source_id)
    )`.execute(db)
  // For a practice's own list by name, and for its pages after the first.
  await sql`create index patient_by_practice on care.patient (registered_practice_id, family_name, given_names, id)`.execute(
    db,
  )
  // For adding a person by exact NHS number and birth date.
  await sql`create index patient_by_nhs_number on care.patient (nhs_number) where nhs_number is not null`.execute(db)

  await sql`
    create table care.patient_name (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      -- identity, or legally_restricted for a former name that the law protects
      categories integer not null,
      use text,
      prefix text,
      given_names text,
      family_name text,
      suffix text,
      starts_on date,
      ends_on date
    )`.execute(db)
  await sql`
    create table care.patient_address (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      use text,
      lines text[] not null default '{}',
      city text,
      district text,
      postcode text,
      starts_on date,
      ends_on date,
      is_current boolean not null
    )`.execute(db)
  await sql`
    create table care.patient_telecom (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      system text,
      use text,
      value text,
      starts_on date,
      ends_on date,
      is_current boolean not null
    )`.execute(db)
  await sql`
    create table care.communication_need (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      need text not null
    )`.execute(db)
  await sql`
    create table care.related_person (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      source_system text,
      source_id text,
      relationship text,
      family_name text,
      given_names text,
      telecom text,
      address text,
      agreed_to_contact boolean,
      starts_on date,
      ends_on date,
      unique (source_system, source_id)
    )`.execute(db)
  // For a person's record, and for the one line of each that a list shows.
  for (const table of ['patient_name', 'patient_address', 'patient_telecom', 'communication_need', 'related_person']) {
    await sql`create index ${sql.id(`${table}_by_patient`)} on ${sql.id('care', table)} (patient_id)`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop schema care cascade`.execute(db)
}
