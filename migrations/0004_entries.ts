import { type Kysely, sql } from 'kysely'

/**
 * What is known about a person's health and care. Each row carries the mask of its own categories and
 * those of everything it refers to (`categories`): a reader needs all of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const entry = sql`
      id uuid primary key,
      patient_id uuid not null references care.patient,
      categories integer not null check (categories > 0),
      record_status text not null default 'current'
        check (record_status in ('current', 'entered_in_error', 'wrong_patient')),
      source_system text,
      source_id text,
      unique (source_system, source_id)`

  await sql`
    create table care.condition (${entry},
      system text, code text,
      clinical_status text, verification_status text,
      onset_on date, abated_on date, recorded_on date
    )`.execute(db)
  await sql`
    create table care.medicine (${entry},
      system text, code text,
      status text, authored_on date, dosage text
    )`.execute(db)
  await sql`
    create table care.allergy (${entry},
      system text, code text,
      clinical_status text, verification_status text, criticality text, recorded_on date
    )`.execute(db)
  await sql`
    create table care.procedure (${entry},
      system text, code text,
      status text, started_on date, ended_on date
    )`.execute(db)
  await sql`
    create table care.encounter (${entry},
      system text, code text, reason_system text, reason_code text,
      class text, status text, started_at timestamptz, ended_at timestamptz, provider text
    )`.execute(db)
  await sql`
    create table care.care_plan (${entry},
      system text, code text,
      status text, starts_on date, ends_on date
    )`.execute(db)
  await sql`
    create table care.care_plan_activity (${entry},
      care_plan_id uuid not null references care.care_plan,
      system text, code text, status text
    )`.execute(db)
  await sql`
    create table care.goal (${entry},
      description text, status text, achievement text, starts_on date, due_on date
    )`.execute(db)
  await sql`
    create table care.information_note (${entry},
      author_role_id uuid not null references house.practitioner_role,
      text text not null, written_at timestamptz not null
    )`.execute(db)

  // For one person's record, newest first, and for the older part of their timeline.
  const newestBy: Record<string, string> = {
    condition: 'onset_on',
    medicine: 'authored_on',
    allergy: 'recorded_on',
    procedure: 'started_on',
    encounter: 'started_at',
    care_plan: 'starts_on',
    care_plan_activity: 'care_plan_id',
    goal: 'starts_on',
    information_note: 'written_at',
  }
  for (const [table, time] of Object.entries(newestBy)) {
    await sql`create index ${sql.id(`${table}_by_patient`)}
      on ${sql.id('care', table)} (patient_id, ${sql.id(time)} desc, id)`.execute(db)
  }

  // What an entry refers to (its reason, what it addresses), so that its categories can be worked out
  // again when what it refers to arrives later or is classified otherwise.
  await sql`
    create table care.entry_reference (
      patient_id uuid not null references care.patient,
      from_table text not null,
      from_id uuid not null,
      to_table text,
      to_id uuid,
      to_source_id text not null,
      primary key (from_id, to_source_id)
    )`.execute(db)
  // For "who waits for this entry", when one arrives.
  await sql`create index entry_reference_by_source on care.entry_reference (patient_id, to_source_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table care.entry_reference, care.information_note, care.goal, care.care_plan_activity, care.care_plan,
    care.encounter, care.procedure, care.allergy, care.medicine, care.condition`.execute(db)
}
