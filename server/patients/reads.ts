import type { CareColumn, CareTable } from '../access/columns.ts'
import { type ColumnSpecs, type NoLists, type View, type Where, defineView } from '../access/view.ts'
import { commandsOpenTo } from '../commands-open.ts'
import type { Reading, Taking } from '../context.ts'
import { countExport, csvFile } from '../csv-file.ts'
import type { CareTables } from '../database/schema-care.ts'
import { Problem } from '../errors.ts'
import { given } from '../given.ts'
import { type Sought, whoIsSought } from '../sought.ts'
import { type RecordParts, cutShort, fileColumns, sectionsOf, timelineOf } from './rules.ts'
import type { OlderPage, PartName } from './schema.ts'

const who = {
  family_name: { from: 'patient.family_name', sort: true, filter: ['search'] },
  given_names: { from: 'patient.given_names' },
  name_prefix: { from: 'patient.name_prefix' },
  birth_date: { from: 'patient.birth_date', sort: true },
  birth_date_precision: { from: 'patient.birth_date_precision' },
  sex: { from: 'patient.sex' },
  deceased: { from: 'patient.deceased' },
  nhs_number: { from: 'patient.nhs_number', filter: ['eq'] },
} as const

/** A practice's own list, by name. */
export const practiceList = defineView({
  name: 'patients',
  base: 'patient',
  beside: ['patient_address', 'patient_telecom'],
  columns: {
    ...who,
    address_lines: { from: 'patient_address.lines' },
    address_city: { from: 'patient_address.city' },
    address_postcode: { from: 'patient_address.postcode' },
    phone: { from: 'patient_telecom.value' },
    changed: { from: 'patient.id', derived: 'changed', filter: ['eq'] },
  },
  orderBy: [{ column: 'family_name', direction: 'asc' }],
  limit: 200,
})

/** Whom a few letters may mean on a practice's list, by name: who they are, and no more than fits under a search box. */
export const suggestions = defineView({
  name: 'patient_suggestions',
  base: 'patient',
  columns: {
    family_name: { from: 'patient.family_name', sort: true, filter: ['search'] },
    given_names: { from: 'patient.given_names' },
    birth_date: { from: 'patient.birth_date' },
    birth_date_precision: { from: 'patient.birth_date_precision' },
    nhs_number: { from: 'patient.nhs_number', filter: ['eq'] },
  },
  orderBy: [{ column: 'family_name', direction: 'asc' }],
  limit: 8,
})

/** Columns of a table under their own names. */
function own<Table extends CareTable, Name extends keyof CareTables[Table] & string>(table: Table, ...names: Name[]) {
  const specs = names.map((name) => [name, { from: `${table}.${name}` as CareColumn }])
  return Object.fromEntries(specs) as { [Each in Name]: { from: Extract<CareColumn, `${Table}.${Each}`> } }
}

/** What a code of an entry means, by our own table and never by what a file called it. */
function named<
  Table extends 'condition' | 'allergy' | 'medicine' | 'procedure' | 'encounter' | 'care_plan' | 'care_plan_activity',
>(table: Table) {
  return { name: { from: `${table}.code` as Extract<CareColumn, `${Table}.code`>, as: 'code_display' } } as const
}

/**
 * A list within a record.
 *
 * @param order the columns it stands in the order of: the latest or, with `asc`, the first of the alphabet first
 * @param limit how many rows one answer holds; `older` reads the same view on from there
 */
function part<const Columns extends ColumnSpecs>(
  base: CareTable,
  order: readonly (keyof Columns & string)[],
  columns: Columns,
  { limit = 50, direction = 'desc' }: { limit?: number; direction?: 'asc' | 'desc' } = {},
): View<Columns, NoLists> {
  const sortable = Object.fromEntries(order.map((column) => [column, { ...columns[column], sort: true }]))
  const orderBy = order.map((column) => ({ column, direction }))
  return { name: `record.${base}`, base, columns: { ...columns, ...sortable }, orderBy, limit }
}

const none = { absent: 'known to be none' } as const
const manager = { from: 'caseload_entry.care_manager_role_id', ...none } as const
const author = { from: 'information_note.author_role_id' } as const

/** The lists within a record, each with its newest rows. */
export const partViews = {
  names: part('patient_name', ['starts_on'], {
    ...own('patient_name', 'use', 'prefix', 'given_names', 'family_name', 'suffix', 'starts_on', 'ends_on'),
  }),
  addresses: part('patient_address', ['is_current', 'starts_on'], {
    ...own('patient_address', 'use', 'lines', 'city', 'district', 'postcode', 'starts_on', 'ends_on', 'is_current'),
  }),
  telecoms: part('patient_telecom', ['is_current', 'starts_on'], {
    ...own('patient_telecom', 'system', 'use', 'value', 'starts_on', 'ends_on', 'is_current'),
  }),
  communication_needs: part('communication_need', ['need'], own('communication_need', 'need'), { direction: 'asc' }),
  related_people: part(
    'related_person',
    ['family_name'],
    {
      ...own('related_person', 'relationship', 'family_name', 'given_names', 'telecom', 'address'),
      ...own('related_person', 'agreed_to_contact', 'starts_on', 'ends_on'),
    },
    { direction: 'asc' },
  ),
  caseload_entries: part('caseload_entry', ['added_at'], {
    ...own('caseload_entry', 'group_id', 'status', 'reason', 'added_at', 'review_due'),
    group: { from: 'caseload_entry.group_id', as: 'group_name' },
    confirmed_at: { from: 'caseload_entry.confirmed_at', ...none },
    added_by: { from: 'caseload_entry.added_by', as: 'practitioner_name' },
    care_manager_id: manager,
    care_manager: { ...manager, as: 'practitioner_name' },
    care_manager_role: { ...manager, as: 'practitioner_role' },
    care_manager_service: { ...manager, as: 'practitioner_organisation' },
    care_manager_named_at: { from: 'caseload_entry.care_manager_named_at', ...none },
    care_manager_accepted_at: { from: 'caseload_entry.care_manager_accepted_at', ...none },
    ended_at: { from: 'caseload_entry.ended_at', ...none },
    end_reason: { from: 'caseload_entry.end_reason', ...none },
  }),
  conditions: part(
    'condition',
    ['onset_on'],
    {
      ...named('condition'),
      ...own('condition', 'clinical_status', 'verification_status', 'onset_on', 'recorded_on'),
      abated_on: { from: 'condition.abated_on', ...none },
    },
    { limit: 100 },
  ),
  allergies: part('allergy', ['recorded_on'], {
    ...named('allergy'),
    ...own('allergy', 'clinical_status', 'verification_status', 'criticality', 'recorded_on'),
  }),
  medicines: part(
    'medicine',
    ['authored_on'],
    { ...named('medicine'), ...own('medicine', 'status', 'authored_on', 'dosage') },
    { limit: 100 },
  ),
  procedures: part('procedure', ['started_on'], {
    ...named('procedure'),
    ...own('procedure', 'status', 'started_on', 'ended_on'),
  }),
  encounters: part('encounter', ['started_at'], {
    ...named('encounter'),
    ...own('encounter', 'class', 'status', 'started_at', 'ended_at', 'provider'),
    reason: { from: 'encounter.reason_code', as: 'code_display' },
  }),
  care_plans: part('care_plan', ['starts_on'], {
    ...named('care_plan'),
    ...own('care_plan', 'status', 'starts_on', 'ends_on'),
  }),
  care_plan_activities: part(
    'care_plan_activity',
    ['name'],
    { ...named('care_plan_activity'), ...own('care_plan_activity', 'status') },
    { direction: 'asc' },
  ),
  goals: part('goal', ['starts_on'], own('goal', 'description', 'status', 'achievement', 'starts_on', 'due_on')),
  notes: part('information_note', ['written_at'], {
    ...own('information_note', 'text', 'written_at'),
    author: { ...author, as: 'practitioner_name' },
    author_role: { ...author, as: 'practitioner_role' },
    author_organisation: { ...author, as: 'practitioner_organisation' },
  }),
} satisfies Record<PartName, View>

/** Everything about one person that this reader may have, in one statement. */
export const patientRecord = defineView({
  name: 'record',
  base: 'patient',
  columns: {
    ...who,
    ...own('patient', 'nhs_number_status', 'marital_status', 'ethnic_category', 'religion', 'first_language'),
    deceased_at: { from: 'patient.deceased_at', ...none },
    registered_practice: { from: 'patient.registered_practice_id', as: 'organisation_name' },
  },
  orderBy: [],
  limit: 1,
  children: partViews,
})

/** How many people a page shows unless the screen asks otherwise. */
const PAGE = 50

/** What may be asked of a practice's list. */
export interface ListQuestion {
  filter?: { name?: Sought | undefined; nhs_number?: string | undefined; changed?: true | undefined } | undefined
  sort?: { by: 'family_name' | 'birth_date'; direction: 'asc' | 'desc' } | undefined
  after?: string | undefined
  limit?: number | undefined
}

function conditionsOf({
  name,
  nhs_number,
  changed,
}: NonNullable<ListQuestion['filter']>): Where<'family_name' | 'nhs_number' | 'changed'>[] {
  return [
    ...(name === undefined ? [] : [whoIsSought(name)]),
    ...(nhs_number === undefined ? [] : [{ column: 'nhs_number', op: 'eq', value: nhs_number } as const]),
    ...(changed ? [{ column: 'changed', op: 'eq', value: true } as const] : []),
  ]
}

/** A page of the practice's list, and what may be done with those on it. */
export async function listPatients({ gate, decision, refresh }: Reading, question: ListQuestion) {
  const { filter = {}, sort, limit = PAGE, after } = question
  const { since, seen } = await gate.lastLook(decision)
  const page = await gate.list(decision, practiceList, {
    where: conditionsOf(filter),
    limit,
    refresh,
    ...given({ after }),
    ...(sort && { orderBy: [{ column: sort.by, direction: sort.direction }] }),
  })
  return { ...page, since, seen, may: commandsOpenTo(gate, decision) }
}

/** How many people a filter leaves on the practice's list. */
export async function countPatients({ gate, decision }: Reading, filter: ListQuestion['filter'] = {}) {
  return { count: await gate.count(decision, practiceList, { where: conditionsOf(filter) }) }
}

/**
 * One person's record, told section by section, and their timeline.
 *
 * @throws Problem('not_found') for nobody, and in the same words for somebody out of reach
 */
export async function readRecord({ gate, decision, refresh }: Reading, patient: string) {
  const found = await gate.get(decision, patientRecord, { id: patient, refresh })
  if (!found) throw new Problem('not_found')
  const lists: RecordParts = found
  return {
    ...found,
    sections: sectionsOf(found, lists, (category) => gate.explain(decision, category)),
    timeline: timelineOf(lists),
    cut_short: cutShort(lists, (name) => partViews[name].limit),
    may: commandsOpenTo(gate, decision),
  }
}

/** What may be asked of the rest of a long list in a record. */
export interface OlderQuestion {
  patient: string
  part: PartName
  after?: string | undefined
  limit?: number | undefined
}

/** A page of one list of a record, from its newest row on. Empty for somebody out of reach. */
export async function readOlder({ gate, decision, refresh }: Reading, question: OlderQuestion) {
  const { patient, part: name, after, limit } = question
  const page = await gate.list<View>(decision, partViews[name], { patient, refresh, ...given({ after, limit }) })
  // The output schema holds each part's rows to the shape that belongs to its name.
  return { part: name, ...page } as unknown as OlderPage
}

/** The first few people on the list whom a search so far finds. */
export async function suggestPatients({ gate, decision, refresh }: Reading, text: Sought) {
  const { rows } = await gate.list(decision, suggestions, { where: [whoIsSought(text)], refresh })
  return { people: rows }
}

/**
 * The whole list as a file, recorded as having left the product.
 *
 * @throws Problem `too_many` for several within a minute, `invalid` for more people than a file takes, and as the list does
 */
export async function exportPatients(taking: Taking, { filter = {}, sort }: Pick<ListQuestion, 'filter' | 'sort'>) {
  const { gate, decision, session } = taking
  countExport(session.practitioner_id)
  const disclosed = await gate.disclose(decision, practiceList, {
    where: conditionsOf(filter),
    ...(sort && { orderBy: [{ column: sort.by, direction: sort.direction }] }),
  })
  return csvFile('practice-list', fileColumns, disclosed, { by: session.display_name, under: decision })
}
