import { type Kysely, sql } from 'kysely'

/** Bits of server/access/categories.ts, which never move. */
const IDENTITY = 1
const LEGALLY_RESTRICTED = 131_072

/** What stands between the words of a name: every kind of space. */
const SPACES = sql.lit(
  String.raw`[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+`,
)

/**
 * What stands between the parts of a word, and is left out when somebody types it: spaces, and the punctuation of every
 * script, apostrophes and hyphens above all.
 */
const SEPARATORS = sql.lit(
  String.raw`[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u02b9-\u02cf\u055a-\u055f\u058a\u05be\u05f3\u05f4\u060c\u1680\u2000-\u206f\u2212\u3000-\u3003\u3008-\u301f\u30fb\ufe50-\ufe6b\uff01-\uff0f\uff1a-\uff20\ufeff]+`,
)

/** Accents and other marks above, below and through a letter; never the vowel signs of a script, which are letters. */
const MARKS = sql.lit(String.raw`[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+`)

/** Search by name over words of their own, kept by the database, and the audit of what leaves the product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeWords(db)
  await makeTokens(db)
  await keepTokens(db)
  await kindsOfEvent(db, ['listed', 'opened', 'written', 'imported', 'counted', 'disclosed'])
}

/** How a name is taken apart, and how each word of it is written: alike where it is kept and where it is asked for. */
async function makeWords(db: Kysely<unknown>): Promise<void> {
  // Cut, so that a name of any length fits an index.
  await sql`
    create function care.folded(word text) returns text
    language sql immutable parallel safe as $$
      select left(replace(replace(replace(translate(
        regexp_replace(regexp_replace(casefold(normalize(word, NFKD) collate pg_unicode_fast),
          ${MARKS}, '', 'g'), ${SEPARATORS}, '', 'g'),
        'øłđðħıŧ', 'olddhit'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 64) collate "C" $$`.execute(db)
  // O'Neill is found by "oneill", "o'neill" and "neill"; Smith Jones by "smith-jones" too.
  await sql`
    create function care.name_words(name text) returns setof text
    language sql immutable parallel safe as $$
      select distinct care.folded(word) from (
        select name as word
        union all select regexp_split_to_table(name, ${SPACES})
        union all select regexp_split_to_table(name, ${SEPARATORS})) words
      where care.folded(word) <> '' $$`.execute(db)
}

async function makeTokens(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table care.name_token (
      patient_id uuid not null references care.patient on delete cascade,
      -- those of the name that the word is of: whoever may not read all of them does not find by it
      categories integer not null,
      token text collate "C" not null,
      -- For whether somebody on a list has a word that begins so.
      primary key (patient_id, token, categories)
    )`.execute(db)
  // For whoever has a word that begins so, when few have.
  await sql`create index name_token_by_token on care.name_token (token, patient_id, categories)`.execute(db)
  await sql`grant select on care.name_token to shared_caseload_program`.execute(db)
  await sql`alter table care.name_token enable row level security`.execute(db)
  await sql`
    create policy within_reach_select on care.name_token for select to shared_caseload_program
    using (exists (select from care.patient p where p.id = patient_id offset 0))`.execute(db)
}

/** The words of the name in use and of every other, but for those that the law protects: these find nobody. */
async function keepTokens(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function care.refresh_name_tokens(patients uuid[]) returns void
    language sql security definer set search_path = pg_catalog as $$
      delete from care.name_token where patient_id = any(patients);
      insert into care.name_token (patient_id, categories, token)
      select distinct named.patient_id, named.categories, word
      from (
        select id as patient_id, ${sql.lit(IDENTITY)} as categories, family_name, given_names
        from care.patient where id = any(patients)
        union all
        select patient_id, categories, family_name, given_names
        from care.patient_name
        where patient_id = any(patients) and categories & ${sql.lit(LEGALLY_RESTRICTED)} = 0
      ) named
      cross join lateral unnest(array[family_name, given_names]) as part
      cross join lateral care.name_words(part) as word
      on conflict do nothing $$`.execute(db)
  await sql`
    create function care.patient_renamed() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      perform care.refresh_name_tokens(array[new.id]);
      return null;
    end $$`.execute(db)
  await sql`
    create function care.patients_added() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      perform care.refresh_name_tokens(array(select id from added));
      return null;
    end $$`.execute(db)
  await sql`
    create function care.names_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      perform care.refresh_name_tokens(array(select distinct patient_id from changed));
      return null;
    end $$`.execute(db)
  // An import adds many at once.
  await sql`
    create trigger named after insert on care.patient referencing new table as added
    for each statement execute function care.patients_added()`.execute(db)
  await sql`
    create trigger renamed after update of family_name, given_names on care.patient
    for each row execute function care.patient_renamed()`.execute(db)
  for (const [event, rows] of [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ] as const) {
    await sql`
      create trigger ${sql.id(`names_after_${event}`)} after ${sql.raw(event)} on care.patient_name
      referencing ${sql.raw(rows)} table as changed
      for each statement execute function care.names_changed()`.execute(db)
  }
  for (const name of ['refresh_name_tokens(uuid[])', 'patients_added()', 'patient_renamed()', 'names_changed()']) {
    await sql`revoke execute on function care.${sql.raw(name)} from public`.execute(db)
  }
  await sql`select care.refresh_name_tokens(array(select id from care.patient))`.execute(db)
}

/** What an audit event can be of; `disclosed` is what left the product (IHE BALP: PrivacyDisclosure). */
async function kindsOfEvent(db: Kysely<unknown>, kinds: readonly string[], old = sql``): Promise<void> {
  const list = sql.join(kinds.map((kind) => sql.lit(kind)))
  await sql`alter table care.audit_event drop constraint audit_event_kind_check`.execute(db)
  await sql`
    alter table care.audit_event add constraint audit_event_kind_check check (kind in (${list})) ${old}`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // What left the product stays recorded.
  await kindsOfEvent(db, ['listed', 'opened', 'written', 'imported', 'counted'], sql`not valid`)
  for (const name of ['named', 'renamed']) await sql`drop trigger ${sql.id(name)} on care.patient`.execute(db)
  for (const event of ['insert', 'update', 'delete']) {
    await sql`drop trigger ${sql.id(`names_after_${event}`)} on care.patient_name`.execute(db)
  }
  await sql`drop function care.names_changed()`.execute(db)
  await sql`drop function care.patient_renamed()`.execute(db)
  await sql`drop function care.patients_added()`.execute(db)
  await sql`drop function care.refresh_name_tokens(uuid[])`.execute(db)
  await sql`drop table care.name_token`.execute(db)
  await sql`drop function care.name_words(text)`.execute(db)
  await sql`drop function care.folded(text)`.execute(db)
}
