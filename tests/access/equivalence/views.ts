import { defineView } from '../../../server/access/view.ts'

const limit = 10_000

const entries = defineView({
  name: 'cells_conditions',
  base: 'condition',
  columns: { status: { from: 'condition.clinical_status' } },
  orderBy: [],
  limit,
})

const names = defineView({
  name: 'cells_names',
  base: 'patient_name',
  columns: { family_name: { from: 'patient_name.family_name' } },
  orderBy: [],
  limit,
})

const needs = defineView({
  name: 'cells_needs',
  base: 'communication_need',
  columns: { need: { from: 'communication_need.need' } },
  orderBy: [],
  limit,
})

const relatives = defineView({
  name: 'cells_relatives',
  base: 'related_person',
  columns: {
    family_name: { from: 'related_person.family_name' },
    telecom: { from: 'related_person.telecom' },
    address: { from: 'related_person.address' },
  },
  orderBy: [],
  limit,
})

const lists = defineView({
  name: 'cells_lists',
  base: 'caseload_entry',
  columns: {
    status: { from: 'caseload_entry.status' },
    added_by: { from: 'caseload_entry.added_by', as: 'practitioner_name' },
    service: { from: 'caseload_entry.care_manager_role_id', as: 'practitioner_organisation' },
  },
  orderBy: [],
  limit,
})

const wishes = defineView({
  name: 'cells_wishes',
  base: 'sharing_preference',
  columns: { what: { from: 'sharing_preference.what' } },
  orderBy: [],
  limit,
  ownRows: 'sharing_preference.recorded_by',
})

/** A record with a cell of every category that has columns, and a list of every kind of row. */
export const everyCell = defineView({
  name: 'cells',
  base: 'patient',
  beside: ['patient_address', 'patient_telecom'],
  columns: {
    family_name: { from: 'patient.family_name' },
    religion: { from: 'patient.religion' },
    practice: { from: 'patient.registered_practice_id', as: 'organisation_name' },
    postcode: { from: 'patient_address.postcode' },
    telecom: { from: 'patient_telecom.value' },
  },
  orderBy: [],
  limit,
  children: { entries, names, needs, relatives, lists, wishes },
})

const ask = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'prefix', 'blank', 'withheld'] as const

/** Everybody within a practice's reach, by columns of four categories. */
export const askingPatients = defineView({
  name: 'asking_patients',
  base: 'patient',
  beside: ['patient_address', 'patient_telecom'],
  columns: {
    family_name: { from: 'patient.family_name', sort: true, filter: [...ask, 'search'] },
    religion: { from: 'patient.religion', sort: true, filter: ask },
    postcode: { from: 'patient_address.postcode', sort: true, filter: ask },
    telecom: { from: 'patient_telecom.value', sort: true, filter: ask },
  },
  orderBy: [],
  limit,
})

/** The same over a caseload, with the review date of the entry besides. */
export const askingEntries = defineView({
  name: 'asking_entries',
  base: 'caseload_entry',
  beside: ['patient_address', 'patient_telecom'],
  columns: {
    ...askingPatients.columns,
    review_due: {
      from: 'caseload_entry.review_due',
      sort: true,
      filter: ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'blank', 'withheld'],
    },
  },
  orderBy: [],
  limit,
})
