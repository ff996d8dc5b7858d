import { defineView } from '../access/view.ts'
import { commandsOpenTo } from '../commands-open.ts'
import type { Reading, Taking } from '../context.ts'
import { countExport, csvFile } from '../csv-file.ts'
import { given } from '../given.ts'
import { type Sought, whoIsSought } from '../sought.ts'
import { type Filter, conditionsOf, fileColumns } from './rules.ts'
import type { sortColumns } from './schema.ts'

const careManager = 'caseload_entry.care_manager_role_id'

/** A group's shared list: each person on it, and how they stand. By review date unless told. */
export const caseload = defineView({
  name: 'caseload',
  base: 'caseload_entry',
  beside: ['patient_address', 'patient_telecom'],
  columns: {
    family_name: { from: 'patient.family_name', sort: true, filter: ['search'] },
    given_names: { from: 'patient.given_names' },
    name_prefix: { from: 'patient.name_prefix' },
    nhs_number: { from: 'patient.nhs_number', filter: ['eq'] },
    birth_date: { from: 'patient.birth_date', sort: true },
    birth_date_precision: { from: 'patient.birth_date_precision' },
    sex: { from: 'patient.sex' },
    deceased: { from: 'patient.deceased' },
    registered_practice: { from: 'patient.registered_practice_id', as: 'organisation_name', sort: true },
    address_lines: { from: 'patient_address.lines' },
    address_city: { from: 'patient_address.city' },
    address_postcode: { from: 'patient_address.postcode' },
    phone: { from: 'patient_telecom.value' },
    status: { from: 'caseload_entry.status', sort: true, filter: ['in'] },
    reason: { from: 'caseload_entry.reason', filter: ['eq'] },
    confirmed_at: { from: 'caseload_entry.confirmed_at', absent: 'known to be none' },
    care_manager_id: { from: careManager, absent: 'known to be none', filter: ['eq', 'blank'] },
    care_manager: { from: careManager, as: 'practitioner_name', absent: 'known to be none' },
    care_manager_role: { from: careManager, as: 'practitioner_role', absent: 'known to be none' },
    care_manager_service: { from: careManager, as: 'practitioner_organisation', absent: 'known to be none' },
    care_manager_named_at: { from: 'caseload_entry.care_manager_named_at', absent: 'known to be none' },
    care_manager_accepted_at: { from: 'caseload_entry.care_manager_accepted_at', absent: 'known to be none' },
    review_due: { from: 'caseload_entry.review_due', sort: true, filter: ['lte'] },
    added_at: { from: 'caseload_entry.added_at', sort: true },
    changed: { from: 'patient.id', derived: 'changed', filter: ['eq'] },
    added: { from: 'caseload_entry.id', derived: 'added' },
  },
  orderBy: [{ column: 'review_due', direction: 'asc' }],
  limit: 200,
})

/** Whom a few letters may mean on a group's list, by name: who they are, and no more than fits under a search box. */
export const suggestions = defineView({
  name: 'caseload_suggestions',
  base: 'caseload_entry',
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

/** How many people a page shows unless the screen asks otherwise. */
const PAGE = 50

/** What may be asked of the list. */
export interface ListQuestion {
  filter?: Filter | undefined
  sort?: { by: (typeof sortColumns)[number]; direction: 'asc' | 'desc' } | undefined
  after?: string | undefined
  limit?: number | undefined
}

/**
 * A page of the list, and what this reader may do with those on it.
 *
 * @throws Problem('not_open_for_filter') when the filter or the sort uses a column that is withheld for this
 *   purpose, Problem('stale_cursor') when the cursor is of another list, person or purpose
 */
export async function listCaseload({ gate, decision, refresh }: Reading, question: ListQuestion) {
  const { filter = {}, sort, limit = PAGE, after } = question
  const { since, seen } = await gate.lastLook(decision)
  const page = await gate.list(decision, caseload, {
    where: conditionsOf(filter),
    limit,
    refresh,
    ...given({ after }),
    ...(sort && { orderBy: [{ column: sort.by, direction: sort.direction }] }),
  })
  return { ...page, since, seen, may: commandsOpenTo(gate, decision) }
}

/** How many people a filter leaves on the list. */
export async function countCaseload({ gate, decision }: Reading, filter: Filter = {}): Promise<{ count: number }> {
  return { count: await gate.count(decision, caseload, { where: conditionsOf(filter) }) }
}

/** The first few people on the list whom a search so far finds. */
export async function suggestOnCaseload({ gate, decision, refresh }: Reading, text: Sought) {
  const { rows } = await gate.list(decision, suggestions, { where: [whoIsSought(text)], refresh })
  return { people: rows }
}

/**
 * The whole list as a file, recorded as having left the product.
 *
 * @throws Problem `too_many` for several within a minute, `invalid` for more people than a file takes, and as the list does
 */
export async function exportCaseload(taking: Taking, { filter = {}, sort }: Pick<ListQuestion, 'filter' | 'sort'>) {
  const { gate, decision, session } = taking
  countExport(session.practitioner_id)
  const disclosed = await gate.disclose(decision, caseload, {
    where: conditionsOf(filter),
    ...(sort && { orderBy: [{ column: sort.by, direction: sort.direction }] }),
  })
  return csvFile('shared-list', fileColumns, disclosed, { by: session.display_name, under: decision })
}
