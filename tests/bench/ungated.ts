import type { Decision } from '../../server/access/decision.ts'
import { policyVersion } from '../../server/access/catalogue/catalogue.ts'

/** A statement as somebody would write it by hand for one screen, without any gate, prepared under its name. */
export interface Plain {
  name: string
  text: string
  values: unknown[]
}

const CURRENT = `status in ('planned', 'waitlist', 'active', 'onhold')`

/** What hides a value of an entry that is not confirmed is part of what the screen shows, so the plain list has it too. */
const REVIEW = 'case when e.confirmed_at is not null then e.review_due end'
const PRACTICE = '(select o.name from house.organisation o where o.id = p.registered_practice_id)'

/** The same audit event as the gate writes, with everything about the reader known before: $2 to $10. */
function audited(kind: string, view: string): string {
  return `audit as (
    insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id,
      declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids,
      categories_shown, categories_withheld, policy_version, request_id)
    select '${kind}', case when exists (select from page) then 'answered' else 'empty' end, false, $2, $3, $4, $5, $6, $7, $8,
      $9, '${view}', coalesce((select array_agg(page.patient_id order by page.ordinal) from page), '{}'),
      coalesce((select array_agg(page.id order by page.ordinal) from page), '{}'), 1, 0, $10, null)`
}

function reader(decision: Decision): unknown[] {
  const { sessionId, practitionerId, practitionerRoleId, declarationId, role, purpose, route, placeId } = decision
  return [sessionId, practitionerId, practitionerRoleId, declarationId, role, purpose, route, placeId, policyVersion]
}

const NEWS = `from care.outbox o where o.place_id = $9 and o.patient_id = p.id and o.by_role_id is distinct from $4
  and o.rev > (select l.rev from house.last_look l where l.practitioner_role_id = $4 and l.place_id = $9)`

/** A group's shared list: 50 people and whether there are more, as the product's own page of it. */
function listOf(where: string, orderBy: string): string {
  return `with page as materialized (
      select *, row_number() over () as ordinal from (
        select e.id, e.patient_id from care.caseload_entry e join care.patient p on p.id = e.patient_id
        where e.group_id = $1 and e.${CURRENT} and ${where} order by ${orderBy}, e.id limit 51) narrow),
    ${audited('listed', 'caseload')}
    select page.id, page.patient_id, p.family_name, p.given_names, p.name_prefix, p.nhs_number, p.birth_date,
      p.birth_date_precision, p.sex, p.deceased, ${PRACTICE} as registered_practice,
      address.lines, address.city, address.postcode, telecom.value as phone, e.status, e.reason, e.confirmed_at,
      e.care_manager_role_id, concat_ws(' ', manager.given_names, manager.family_name) as care_manager,
      held.role as care_manager_role, service.name as care_manager_service, e.care_manager_named_at,
      e.care_manager_accepted_at, e.review_due, e.added_at, e.versions, exists (select ${NEWS}) as changed,
      exists (select ${NEWS} and o.row_id = e.id and not exists (
        select from care.outbox earlier where earlier.place_id = o.place_id and earlier.patient_id = o.patient_id
          and earlier.row_id = o.row_id and earlier.rev < o.rev)) as added
    from page join care.caseload_entry e on e.id = page.id join care.patient p on p.id = page.patient_id
    left join lateral (select * from care.patient_address one where one.patient_id = p.id and one.is_current
      order by one.id limit 1) address on true
    left join lateral (select * from care.patient_telecom one where one.patient_id = p.id and one.is_current
      order by one.id limit 1) telecom on true
    left join house.practitioner_role held on held.id = e.care_manager_role_id
    left join house.practitioner manager on manager.id = held.practitioner_id
    left join house.organisation service on service.id = held.organisation_id
    order by page.ordinal`
}

/** The plain statements against which the gate’s lists are measured. */
export function plainLists(decision: Decision) {
  const of = (name: string, where: string, orderBy: string, asked: unknown[] = []): Plain => ({
    name: `plain_${name}`,
    text: listOf(where, orderBy),
    values: [decision.groupId, ...reader(decision), ...asked],
  })
  return {
    byReview: of('by_review', 'true', `${REVIEW} nulls last`),
    byName: of('by_name', 'true', 'e.family_name nulls last'),
    byPractice: of('by_practice', 'true', `${PRACTICE} nulls last`),
    waiting: of('waiting', 'e.status = any($11) and e.confirmed_at is not null', `${REVIEW} nulls last`, [
      ['onhold', 'waitlist'],
    ]),
    search: (words: string) =>
      of(
        'search',
        `exists (select from care.name_token k where k.patient_id = p.id and k.token >= $11 and k.token < $11 || chr(1114111))`,
        'e.family_name nulls last',
        [words],
      ),
  }
}

const nameOf = (column: string) =>
  `(select known.display from house.code known where known.system = t.system and known.code = t.${column}) as name`

/** The lists within a record: columns, order and how many at most. */
const PARTS: Record<string, readonly [columns: string, order: string, limit: number]> = {
  patient_name: ['use, prefix, given_names, family_name, suffix, starts_on, ends_on', 'starts_on desc', 50],
  patient_address: [
    'use, lines, city, district, postcode, starts_on, ends_on, is_current',
    'is_current desc, starts_on desc',
    50,
  ],
  patient_telecom: ['system, use, value, starts_on, ends_on, is_current', 'is_current desc, starts_on desc', 50],
  communication_need: ['need', 'need', 50],
  related_person: [
    'relationship, family_name, given_names, telecom, address, agreed_to_contact, starts_on, ends_on',
    'family_name',
    50,
  ],
  caseload_entry: [
    `group_id, status, reason, added_at, review_due, confirmed_at, care_manager_role_id, care_manager_named_at,
     care_manager_accepted_at, ended_at, end_reason, versions,
     (select g.name from house.care_delivery_group g where g.id = t.group_id) as group,
     (select concat_ws(' ', w.given_names, w.family_name) from house.practitioner_role r
        join house.practitioner w on w.id = r.practitioner_id where r.id = t.added_by) as added_by,
     (select concat_ws(' ', w.given_names, w.family_name) from house.practitioner_role r
        join house.practitioner w on w.id = r.practitioner_id where r.id = t.care_manager_role_id) as care_manager`,
    'added_at desc',
    50,
  ],
  condition: [
    `${nameOf('code')}, clinical_status, verification_status, onset_on, recorded_on, abated_on`,
    'onset_on desc',
    100,
  ],
  allergy: [
    `${nameOf('code')}, clinical_status, verification_status, criticality, recorded_on`,
    'recorded_on desc',
    50,
  ],
  medicine: [`${nameOf('code')}, status, authored_on, dosage`, 'authored_on desc', 100],
  procedure: [`${nameOf('code')}, status, started_on, ended_on`, 'started_on desc', 50],
  encounter: [
    `${nameOf('code')}, class, status, started_at, ended_at, provider, (select known.display from house.code known
       where known.system = t.reason_system and known.code = t.reason_code) as reason`,
    'started_at desc',
    50,
  ],
  care_plan: [`${nameOf('code')}, status, starts_on, ends_on`, 'starts_on desc', 50],
  care_plan_activity: [`${nameOf('code')}, status`, 'name', 50],
  goal: ['description, status, achievement, starts_on, due_on', 'starts_on desc', 50],
  information_note: [
    `text, written_at,
     (select concat_ws(' ', w.given_names, w.family_name) from house.practitioner_role r
        join house.practitioner w on w.id = r.practitioner_id where r.id = t.author_role_id) as author,
     (select r.role from house.practitioner_role r where r.id = t.author_role_id) as author_role,
     (select o.name from house.practitioner_role r join house.organisation o on o.id = r.organisation_id
        where r.id = t.author_role_id) as author_organisation`,
    'written_at desc',
    50,
  ],
}

/** Tables whose rows say themselves whether they still count. */
const ENTRIES = [
  'condition',
  'allergy',
  'medicine',
  'procedure',
  'encounter',
  'care_plan',
  'care_plan_activity',
  'goal',
  'information_note',
]

/** Everything about one person, in one statement. */
export function plainRecord(decision: Decision, patientId: string): Plain {
  const lists = Object.entries(PARTS).map(([table, [columns, order, limit]]) => {
    const current = ENTRIES.includes(table) ? `and t.record_status = 'current'` : ''
    const own = table === 'caseload_entry' ? 'and t.group_id = $11' : ''
    return `(select coalesce(jsonb_agg(to_jsonb(rows)), '[]') from (
      select t.id, t.patient_id, ${columns} from care.${table} t where t.patient_id = p.id ${current} ${own}
      order by ${order} nulls last, t.id limit ${limit}) rows) as ${table}`
  })
  return {
    name: 'plain_record',
    text: `with page as materialized (select id, id as patient_id, 1 as ordinal from care.patient where id = $1),
      ${audited('opened', 'record')}
      select p.id, p.family_name, p.given_names, p.name_prefix, p.birth_date, p.birth_date_precision, p.sex, p.deceased,
        p.nhs_number, p.nhs_number_status, p.marital_status, p.ethnic_category, p.religion, p.first_language, p.deceased_at,
        ${PRACTICE} as registered_practice, p.versions, ${lists.join(',\n')}
      from page join care.patient p on p.id = page.id`,
    values: [patientId, ...reader(decision), decision.groupId],
  }
}
