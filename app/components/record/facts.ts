import type { Category } from '../../../server/access/categories.ts'
import type { Field } from '../../../server/access/field.ts'
import type { PatientRecord } from '../../api/outputs.ts'
import { coded } from './line-parts.ts'

/** A thing that is known of every person, and stands in a section beside its rows. */
export interface Fact {
  label: string
  field: Field<string>
}

/** What is known of the person themselves under a heading, such as their practice under "address". */
export function factsOf(record: PatientRecord, category: Category): Fact[] {
  const facts: Partial<Record<Category, Fact[]>> = {
    identity: [
      { label: 'Sex', field: coded('sex', record.sex).field },
      { label: 'NHS number status', field: record.nhs_number_status },
    ],
    location: [{ label: 'Registered practice', field: record.registered_practice }],
    demographics: [
      { label: 'First language', field: record.first_language },
      { label: 'Ethnicity', field: record.ethnic_category },
      { label: 'Religion', field: record.religion },
      { label: 'Marital status', field: record.marital_status },
    ],
  }
  return facts[category] ?? []
}
