import { defineView } from '../../server/access/view.ts'

const conditions = defineView({
  name: 'test_conditions',
  base: 'condition',
  columns: {
    display: { from: 'condition.code', as: 'code_display' },
    onset: { from: 'condition.onset_on', sort: true },
  },
  orderBy: [{ column: 'onset', direction: 'desc' }],
  limit: 50,
})

const wishes = defineView({
  name: 'test_wishes',
  base: 'sharing_preference',
  columns: { what: { from: 'sharing_preference.what' }, effect: { from: 'sharing_preference.effect' } },
  orderBy: [],
  limit: 50,
  ownRows: 'sharing_preference.recorded_by',
})

const entries = defineView({
  name: 'test_entries',
  base: 'caseload_entry',
  columns: { status: { from: 'caseload_entry.status' }, review_due: { from: 'caseload_entry.review_due' } },
  orderBy: [],
  limit: 50,
})

/** A caseload with a column of each kind: always, confirmed, conditional and never shown to a social worker. */
export const caseload = defineView({
  name: 'test_caseload',
  base: 'caseload_entry',
  beside: ['patient_address'],
  columns: {
    family_name: { from: 'patient.family_name', sort: true, filter: ['eq', 'prefix', 'in'] },
    born: { from: 'patient.birth_date', sort: true, filter: ['eq', 'lt', 'gt', 'lte', 'gte', 'blank'] },
    practice: {
      from: 'patient.registered_practice_id',
      as: 'organisation_name',
      sort: true,
      filter: ['eq', 'blank', 'withheld'],
    },
    postcode: { from: 'patient_address.postcode', sort: true, filter: ['eq', 'prefix', 'blank', 'withheld'] },
    ethnic: { from: 'patient.ethnic_category', sort: true, filter: ['eq', 'blank', 'withheld'] },
    status: { from: 'caseload_entry.status', filter: ['eq', 'in', 'withheld'] },
    review_due: { from: 'caseload_entry.review_due', sort: true, filter: ['lt', 'gt', 'blank', 'withheld'] },
    care_manager: { from: 'caseload_entry.care_manager_role_id', as: 'practitioner_name', absent: 'known to be none' },
    service: { from: 'caseload_entry.care_manager_role_id', as: 'practitioner_organisation' },
  },
  orderBy: [{ column: 'review_due', direction: 'asc' }],
  limit: 50,
})

/** A whole record with lists of every kind of row. */
export const record = defineView({
  name: 'test_record',
  base: 'patient',
  columns: {
    family_name: { from: 'patient.family_name' },
    practice: { from: 'patient.registered_practice_id', as: 'organisation_name' },
    ethnic: { from: 'patient.ethnic_category' },
  },
  orderBy: [{ column: 'family_name', direction: 'asc' }],
  limit: 50,
  children: { conditions, wishes, entries },
})
