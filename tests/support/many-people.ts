import type pg from 'pg'

import { maskOf } from '../../server/access/categories.ts'
import type { Group, Organisation } from './scenario.ts'

/** Where many made-up people are, and who writes about them. */
export interface Laid {
  practices: readonly Organisation[]
  groups: readonly Group[]
  /** One of the groups, with which some people share nothing. */
  elsewhere: Group
  recorder: string
}

/**
 * Puts `size` people into the database, evenly over practices and groups and past the gate: 6% of them object to
 * something, each has a name in use, an address, a telephone, three conditions, two medicines and a note.
 */
export async function fillWithPeople(
  pool: pg.Pool,
  size: number,
  { practices, groups, elsewhere, recorder }: Laid,
): Promise<void> {
  // Some 3,000 family names and 800 given ones, as unevenly spread as names are.
  await pool.query(
    `insert into care.patient (id, source_system, source_id, family_name, given_names, name_prefix, birth_date,
       birth_date_precision, sex, nhs_number, nhs_number_hash, registered_practice_id, objected)
     select gen_random_uuid(), 'bench', n::text,
       initcap(substr(md5((n % 2999 * (n % 7))::text), 1, 1) || translate(md5((n % 2999)::text), '0123456789', 'aeioulnrst')),
       initcap(translate(md5((n % 800)::text), '0123456789', 'aeioulnrst')),
       'Ms', date '1930-01-01' + n % 20000, 'day', 'female', (9000000000 + n)::text, sha256(n::text::bytea),
       ($1::uuid[])[1 + n % $2], n % 17 = 0
     from generate_series(1, $3::integer) n`,
    [practices.map(({ id }) => id), practices.length, size],
  )
  await pool.query(
    `insert into care.caseload_entry (id, patient_id, group_id, status, reason, confirmed_at, review_due)
     select gen_random_uuid(), id, ($1::uuid[])[1 + source_id::integer % $2],
       (array['active', 'active', 'active', 'onhold', 'waitlist'])[1 + source_id::integer % 5], 'other',
       case when source_id::integer % 20 <> 0 then now() end, date '2027-01-01' + source_id::integer % 400
     from care.patient`,
    [groups.map(({ id }) => id), groups.length],
  )
  // One in three of them object to all sharing with one other group, the rest to a category.
  await pool.query(
    `insert into care.denial (id, patient_id, organisation_kind, only_group_id, denied, starts_at)
     select gen_random_uuid(), id, 'community_provider', case when source_id::integer % 3 = 0 then $1::uuid end,
       case source_id::integer % 3 when 0 then -1 when 1 then $2::integer else $3::integer end, now() - interval '1 day'
     from care.patient where objected`,
    [elsewhere.id, maskOf(['location']), maskOf(['mental_health'])],
  )
  await pool.query(
    `insert into care.patient_address (id, patient_id, use, lines, city, postcode, is_current)
     select gen_random_uuid(), id, 'home', array[source_id || ' Long Row'], 'Nottingham', 'NG1 1AA', true from care.patient`,
  )
  await pool.query(
    `insert into care.patient_telecom (id, patient_id, system, use, value, is_current)
     select gen_random_uuid(), id, 'phone', 'home', '0115 496 ' || lpad((source_id::integer % 10000)::text, 4, '0'), true
     from care.patient`,
  )
  const clinical = [maskOf(['clinical_summary']), maskOf(['mental_health', 'clinical_summary'])]
  await pool.query(
    `insert into care.condition (id, patient_id, categories, system, code, clinical_status, onset_on)
     select gen_random_uuid(), id, ($1::integer[])[1 + (n = 3)::integer], 'http://snomed.info/sct', '38341003', 'active',
       date '2010-01-01' + n * 300
     from care.patient, generate_series(1, 3) n`,
    [clinical],
  )
  await pool.query(
    `insert into care.medicine (id, patient_id, categories, system, code, status, authored_on)
     select gen_random_uuid(), id, $1, 'http://snomed.info/sct', '38341003', 'active', date '2020-01-01' + n * 100
     from care.patient, generate_series(1, 2) n`,
    [maskOf(['medicines'])],
  )
  await pool.query(
    `insert into care.information_note (id, patient_id, categories, text, written_at, author_role_id)
     select gen_random_uuid(), id, $1, 'Seen at home, no change.', now() - interval '3 days', $2 from care.patient`,
    [maskOf(['clinical_summary']), recorder],
  )
  await pool.query('vacuum analyze')
}
