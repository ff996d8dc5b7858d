import type { Section } from '../api/outputs.ts'

/** A part of a record that is a list. */
export type PartName = Section['rows'][number]['part']

/** What each part is called in the middle of a sentence. */
export const partWords: Readonly<Record<PartName, string>> = {
  names: 'names',
  addresses: 'addresses',
  telecoms: 'phone numbers and email addresses',
  communication_needs: 'communication needs',
  related_people: 'family and carers',
  caseload_entries: 'times on a list',
  conditions: 'health problems',
  allergies: 'allergies',
  medicines: 'medicines',
  procedures: 'procedures',
  encounters: 'visits',
  care_plans: 'care plans',
  care_plan_activities: 'activities of care plans',
  goals: 'goals',
  notes: 'notes',
}
