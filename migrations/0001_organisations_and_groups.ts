import { type Kysely, sql } from 'kysely'

/** Organisations, what they agreed to share, the people who work there, and the groups they form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema house`.execute(db)

  await sql`
    create table house.organisation (
      id uuid primary key,
      ods_code text not null unique check (ods_code ~ '^[A-Z0-9]{1,9}$'),
      name text not null,
      kind text not null check (kind in ('gp_practice', 'community_provider', 'acute_trust',
        'mental_health_trust', 'local_authority', 'voluntary_sector', 'hospice')),
      -- What naming a service of this organisation tells about the person it cares for.
      reveals integer not null default 0,
      opened_on date,
      closed_on date
    )`.execute(db)

  await sql`
    create table house.practitioner (
      id uuid primary key,
      family_name text not null,
      given_names text not null
    )`.execute(db)

  await sql`
    create table house.practitioner_role (
      id uuid primary key,
      practitioner_id uuid not null references house.practitioner,
      organisation_id uuid not null references house.organisation,
      role text not null check (role in ('gp', 'practice_nurse', 'pharmacist', 'community_nurse', 'therapist',
        'mental_health_practitioner', 'social_worker', 'social_care_officer', 'care_coordinator', 'link_worker',
        'practice_manager', 'caldicott_guardian', 'ig_lead', 'system_administrator')),
      starts_at timestamptz not null,
      ends_at timestamptz
    )`.execute(db)
  // For "the kinds of organisation this person works for now", asked in every gated statement.
  await sql`create index practitioner_role_by_practitioner on house.practitioner_role (practitioner_id)`.execute(db)

  await sql`
    create table house.care_delivery_group (
      id uuid primary key,
      name text not null unique,
      status text not null check (status in ('active', 'suspended', 'inactive'))
    )`.execute(db)

  await sql`
    create table house.group_organisation (
      group_id uuid not null references house.care_delivery_group,
      organisation_id uuid not null references house.organisation,
      starts_at timestamptz not null,
      ends_at timestamptz,
      primary key (group_id, organisation_id, starts_at)
    )`.execute(db)

  await sql`
    create table house.membership (
      id uuid primary key,
      group_id uuid not null references house.care_delivery_group,
      practitioner_role_id uuid not null references house.practitioner_role,
      status text not null check (status in ('invited', 'active', 'suspended', 'ended')),
      starts_at timestamptz not null,
      ends_at timestamptz,
      review_due date not null,
      granted_by uuid references house.practitioner_role,
      granted_at timestamptz not null default clock_timestamp()
    )`.execute(db)
  // For "is this role a member of this group now", asked in every gated statement.
  await sql`create index membership_by_role on house.membership (practitioner_role_id, group_id)`.execute(db)
  await sql`create index membership_by_group on house.membership (group_id)`.execute(db)

  await sql`
    create table house.sharing_agreement (
      id uuid primary key,
      title text not null,
      dpia_reference text not null,
      starts_at timestamptz not null,
      ends_at timestamptz
    )`.execute(db)
  await sql`
    create table house.sharing_agreement_party (
      agreement_id uuid not null references house.sharing_agreement,
      organisation_id uuid not null references house.organisation,
      primary key (agreement_id, organisation_id)
    )`.execute(db)
  await sql`
    create table house.sharing_agreement_scope (
      agreement_id uuid not null references house.sharing_agreement,
      group_id uuid not null references house.care_delivery_group,
      purpose text not null,
      primary key (agreement_id, group_id, purpose)
    )`.execute(db)

  // A place is where people work together and hear of changes: a group, a practice, later a receiving team.
  await sql`
    create table house.place (
      id uuid primary key,
      kind text not null check (kind in ('group', 'practice')),
      group_id uuid unique references house.care_delivery_group,
      organisation_id uuid unique references house.organisation,
      -- Counts the place's outbox rows; it never leaves the server.
      rev bigint not null default 0,
      check ((kind = 'group') = (group_id is not null)),
      check ((kind = 'practice') = (organisation_id is not null))
    )`.execute(db)

  await sql`
    create table house.code (
      system text not null,
      code text not null,
      display text not null,
      categories integer not null check (categories > 0),
      reason text not null,
      primary key (system, code)
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop schema house cascade`.execute(db)
}
