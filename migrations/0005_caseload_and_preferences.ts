import { type Kysely, sql } from 'kysely'

/** Who is on which group's list, and what each person wishes about sharing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table care.caseload_entry (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      group_id uuid not null references house.care_delivery_group,
      status text not null check (status in ('planned', 'waitlist', 'active', 'onhold', 'finished', 'cancelled')),
      reason text not null check (reason in ('several_services', 'recent_hospital_stay', 'risk_of_admission',
        'support_at_home', 'team_review', 'other')),
      -- Until the registered practice confirms what another member proposed, identity alone is open.
      confirmed_at timestamptz,
      added_by uuid references house.practitioner_role,
      added_at timestamptz not null default clock_timestamp(),
      care_manager_role_id uuid references house.practitioner_role,
      care_manager_named_at timestamptz,
      care_manager_named_by uuid references house.practitioner_role,
      -- Naming somebody opens nothing for them until they have accepted.
      care_manager_accepted_at timestamptz,
      -- What the care manager's service tells of the person: a drug service is a diagnosis.
      care_manager_reveals integer not null default 0,
      review_due date,
      ended_at timestamptz,
      end_reason text check (end_reason in ('goals_met', 'moved_away', 'person_asked', 'died', 'not_suitable', 'other')),
      versions jsonb not null default '{}'
    )`.execute(db)
  // One entry a person in each group at a time; also the way from a person to their entry.
  await sql`
    create unique index caseload_entry_current on care.caseload_entry (patient_id, group_id)
    where status in ('planned', 'waitlist', 'active', 'onhold')`.execute(db)
  // For a group's list, by review date, and for its pages after the first. What stands in an entry that is
  // not confirmed is hidden, so the list sorts by this expression and never by the bare column.
  await sql`
    create index caseload_entry_by_review on care.caseload_entry
      (group_id, (case when confirmed_at is not null then review_due end), id)
    where status in ('planned', 'waitlist', 'active', 'onhold')`.execute(db)
  // For the list of whom a care manager has accepted.
  await sql`
    create index caseload_entry_by_care_manager on care.caseload_entry (care_manager_role_id)
    where care_manager_role_id is not null`.execute(db)

  await sql`
    create table care.sharing_preference (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      effect text not null check (effect in ('permit', 'deny')),
      -- 'all', 'risk_stratification', or a category
      what text not null,
      organisation_kind text,
      group_id uuid references house.care_delivery_group,
      starts_at timestamptz not null,
      ends_at timestamptz,
      said_by text not null check (said_by in ('patient', 'lpa', 'deputy', 'best_interests')),
      -- Who decides for a person may do so only once this is recorded.
      incapacity_recorded boolean not null default false,
      -- The recorder has spoken with the person and says so.
      attested boolean not null,
      recorded_by uuid not null references house.practitioner_role,
      recorded_at timestamptz not null,
      withdrawn_by uuid references house.practitioner_role,
      withdrawn_at timestamptz,
      versions jsonb not null default '{}',
      check (said_by in ('patient', 'best_interests') or incapacity_recorded)
    )`.execute(db)
  await sql`create index sharing_preference_by_patient on care.sharing_preference (patient_id, recorded_at)`.execute(db)

  // What the preferences come to for each kind of organisation and group, worked out in the transaction
  // that writes a preference: a mask of categories for a time.
  await sql`
    create table care.denial (
      id uuid primary key,
      patient_id uuid not null references care.patient,
      organisation_kind text not null,
      -- null: every group but those in except_group_ids
      only_group_id uuid,
      except_group_ids uuid[] not null default '{}',
      denied integer not null check (denied <> 0),
      starts_at timestamptz not null,
      ends_at timestamptz
    )`.execute(db)
  await sql`create index denial_by_patient on care.denial (patient_id)`.execute(db)

  // Keyed hashes of what an employer told us of its staff: whether a patient is the reader or lives with them.
  await sql`
    create table care.staff_match (
      practitioner_id uuid primary key references house.practitioner,
      nhs_number_hash bytea,
      household_hash bytea
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table care.staff_match, care.denial, care.sharing_preference, care.caseload_entry`.execute(db)
}
