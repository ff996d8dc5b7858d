import { type Kysely, sql } from 'kysely'

/** Tables whose rows are within reach when their patient is. */
const OF_A_PATIENT = [
  'patient_name',
  'patient_address',
  'patient_telecom',
  'communication_need',
  'related_person',
  'condition',
  'medicine',
  'allergy',
  'procedure',
  'encounter',
  'care_plan',
  'care_plan_activity',
  'goal',
  'information_note',
  'entry_reference',
  'sharing_preference',
  'denial',
] as const

/** Tables that carry the places from which each row is reached. */
const WITH_PLACES = ['patient', 'caseload_entry'] as const

/** Stands among the places of every row, for work that no person does: the import and the live tail. */
const EVERYWHERE = '00000000-0000-0000-0000-000000000000'

const CURRENT = sql.raw(`('planned', 'waitlist', 'active', 'onhold')`)

/**
 * Row-level security behind the gate (docs/decisions/0007-a-second-wall.md): a statement that has not said under which
 * declaration it runs is an error, and one whose declaration has ended, or is another session's, finds nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeStanding(db)
  await keepPlaces(db)
  await raiseWall(db)
}

/** Who is asking: what a statement said of itself in `shared_caseload.access`, "declaration session". */
async function makeStanding(db: Kysely<unknown>): Promise<void> {
  // Reads '' after a transaction that had set it, which is as good as nothing.
  await sql`
    create function care.declared() returns uuid
    language plpgsql stable set search_path = pg_catalog as $$
    declare
      said text := current_setting('shared_caseload.access', true);
    begin
      if said is null or said = '' then
        raise exception 'No access has been declared.' using errcode = 'insufficient_privilege';
      end if;
      return split_part(said, ' ', 1)::uuid;
    end $$`.execute(db)
  await sql`
    create function care.standing() returns uuid
    language plpgsql stable security definer set search_path = pg_catalog as $$
    declare
      declared uuid := care.declared();
      session text := split_part(current_setting('shared_caseload.access'), ' ', 2);
    begin
      return (
        select case when d.system_actor is null then d.place_id else ${sql.lit(EVERYWHERE)}::uuid end
        from house.declaration d left join house.session s on s.id = d.session_id
        where d.id = declared and d.ended_at is null and d.ends_at > clock_timestamp()
          and coalesce(d.session_id::text, '') = session
          and (s.id is null or (s.revoked_at is null
            and s.idle_ends_at > clock_timestamp() and s.absolute_ends_at > clock_timestamp())));
    end $$`.execute(db)
  // The access check asks who somebody is before there is any standing; nothing else of this table is read.
  await sql`
    create function care.own_number(practitioner uuid) returns bytea
    language sql stable security definer set search_path = pg_catalog as $$
      select nhs_number_hash from care.staff_match where practitioner_id = practitioner $$`.execute(db)
  // Whom a member would add is out of their reach, so these alone look beyond it: by exact number and birth date.
  await sql`
    create function care.proposed(number text, born date) returns table (id uuid, hash bytea, deceased boolean)
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      if care.standing() is null then return; end if;
      return query
        select p.id, p.nhs_number_hash, p.deceased from care.patient p
        where p.nhs_number = number and p.birth_date = born order by p.id limit 2 for no key update;
    end $$`.execute(db)
}

/** The places from which a patient is reached, kept beside them so that a policy is a look at the row in hand. */
async function keepPlaces(db: Kysely<unknown>): Promise<void> {
  for (const table of WITH_PLACES) {
    await sql`alter table care.${sql.id(table)} add column places uuid[] not null default '{}'`.execute(db)
  }
  await sql`
    create function care.keep_places_of_patient() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      new.places := array[${sql.lit(EVERYWHERE)}::uuid] || array(
        select place.id from house.place
        where place.organisation_id = new.registered_practice_id or place.group_id in (
          select e.group_id from care.caseload_entry e where e.patient_id = new.id and e.status in ${CURRENT}));
      return new;
    end $$`.execute(db)
  await sql`
    create function care.keep_places_of_entry() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      new.places := array[${sql.lit(EVERYWHERE)}::uuid] || array(
        select place.id from house.place
        where place.group_id = new.group_id or place.organisation_id = (
          select p.registered_practice_id from care.patient p where p.id = new.patient_id));
      return new;
    end $$`.execute(db)
  // Setting the places to themselves has them worked out again.
  await sql`
    create function care.entry_moved() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update care.patient set places = places where id in (new.patient_id, old.patient_id);
      return null;
    end $$`.execute(db)
  await sql`
    create function care.patient_moved() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update care.caseload_entry set places = places where patient_id = new.id;
      return null;
    end $$`.execute(db)
  await sql`
    create function care.place_opened() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      if new.group_id is not null then
        update care.patient set places = places
        where id in (select e.patient_id from care.caseload_entry e where e.group_id = new.group_id);
        update care.caseload_entry set places = places where group_id = new.group_id;
      else
        update care.patient set places = places where registered_practice_id = new.organisation_id;
        update care.caseload_entry set places = places
        where patient_id in (select p.id from care.patient p where p.registered_practice_id = new.organisation_id);
      end if;
      return null;
    end $$`.execute(db)

  // Whatever is written into `places` itself is put right too.
  await sql`
    create trigger keep_places before insert or update of registered_practice_id, places on care.patient
    for each row execute function care.keep_places_of_patient()`.execute(db)
  await sql`
    create trigger keep_places before insert or update of patient_id, group_id, places on care.caseload_entry
    for each row execute function care.keep_places_of_entry()`.execute(db)
  await sql`
    create trigger moved after update of registered_practice_id on care.patient for each row
    when (old.registered_practice_id is distinct from new.registered_practice_id)
    execute function care.patient_moved()`.execute(db)
  await sql`
    create trigger added after insert on care.caseload_entry for each row
    when (new.status in ${CURRENT}) execute function care.entry_moved()`.execute(db)
  await sql`
    create trigger moved after update of status, group_id, patient_id on care.caseload_entry for each row
    when ((old.status in ${CURRENT}) <> (new.status in ${CURRENT})
      or old.group_id <> new.group_id or old.patient_id <> new.patient_id)
    execute function care.entry_moved()`.execute(db)
  await sql`
    create trigger gone after delete on care.caseload_entry for each row execute function care.entry_moved()`.execute(
    db,
  )
  await sql`
    create trigger opened after insert on house.place for each row execute function care.place_opened()`.execute(db)
  for (const table of WITH_PLACES) await sql`update care.${sql.id(table)} set places = places`.execute(db)
}

async function raiseWall(db: Kysely<unknown>): Promise<void> {
  // Written so and not as `places @> array[…]`, which PostgreSQL takes for rare: it then gives up the index that has
  // the order of a list (11.9 ms for 0.7 ms on 50,000 patients).
  for (const table of WITH_PLACES) {
    await policy(db, table, 'all', sql`array_position(places, (select care.standing())) is not null`)
  }
  // With `offset 0` PostgreSQL looks the one patient up, and never all of them first.
  for (const table of OF_A_PATIENT) {
    await policy(db, table, 'all', sql`exists (select from care.patient p where p.id = patient_id offset 0)`)
  }
  // A process follows every place; a person asks about the one they have open.
  await policy(db, 'outbox', 'select', sql`(select care.standing()) in (place_id, ${sql.lit(EVERYWHERE)})`)
  await policy(db, 'outbox', 'insert', sql`(select care.standing()) is not null`)
  // That somebody tried under a declaration that has ended is recorded all the same, under that declaration; of who
  // has none yet, without one.
  await policy(db, 'audit_event', 'select', sql`declaration_id = (select care.declared())`)
  await policy(
    db,
    'audit_event',
    'insert',
    sql`declaration_id is not distinct from
      nullif(split_part(current_setting('shared_caseload.access', true), ' ', 1), '')::uuid`,
  )
  await sql`alter table care.staff_match enable row level security`.execute(db)
  await sql`revoke all on care.staff_match from shared_caseload_program`.execute(db)
  for (const name of FUNCTIONS) {
    await sql`revoke execute on function ${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function ${sql.raw(name)} to shared_caseload_program`.execute(db)
  }
}

const FUNCTIONS = ['care.declared()', 'care.standing()', 'care.own_number(uuid)', 'care.proposed(text, date)'] as const

async function policy(
  db: Kysely<unknown>,
  table: string,
  command: 'all' | 'select' | 'insert',
  holds: ReturnType<typeof sql>,
): Promise<void> {
  const [name, kind] = [sql.id(`within_reach_${command}`), sql.raw(command)]
  const clause = command === 'insert' ? sql`with check (${holds})` : sql`using (${holds})`
  await sql`alter table care.${sql.id(table)} enable row level security`.execute(db)
  await sql`create policy ${name} on care.${sql.id(table)} for ${kind} to shared_caseload_program ${clause}`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables: [string, string[]][] = [
    ...[...WITH_PLACES, ...OF_A_PATIENT].map((table): [string, string[]] => [table, ['all']]),
    ['outbox', ['select', 'insert']],
    ['audit_event', ['select', 'insert']],
    ['staff_match', []],
  ]
  for (const [table, commands] of tables) {
    for (const command of commands) {
      await sql`drop policy ${sql.id(`within_reach_${command}`)} on care.${sql.id(table)}`.execute(db)
    }
    await sql`alter table care.${sql.id(table)} disable row level security`.execute(db)
  }
  await sql`grant select, insert, update on care.staff_match to shared_caseload_program`.execute(db)
  await sql`drop trigger opened on house.place`.execute(db)
  for (const name of ['keep_places', 'moved', 'added', 'gone']) {
    await sql`drop trigger ${sql.id(name)} on care.caseload_entry`.execute(db)
  }
  for (const name of ['keep_places', 'moved']) await sql`drop trigger ${sql.id(name)} on care.patient`.execute(db)
  for (const table of WITH_PLACES) await sql`alter table care.${sql.id(table)} drop column places`.execute(db)
  const triggered = ['keep_places_of_patient', 'keep_places_of_entry', 'entry_moved', 'patient_moved', 'place_opened']
  for (const name of triggered) await sql`drop function care.${sql.id(name)}()`.execute(db)
  for (const name of FUNCTIONS.toReversed()) await sql`drop function ${sql.raw(name)}`.execute(db)
}
