import type { z } from 'zod'

import type { Where } from '../access/view.ts'
import { type CsvColumn, asFarAsKnown, inWords, onDay } from '../csv-file.ts'
import { type Sought, whoIsSought } from '../sought.ts'
import { roleWords } from '../words.ts'
import type { caseloadRow } from './schema.ts'

/** What a person may narrow the list to, in their own terms. */
export interface Filter {
  name?: Sought | undefined
  nhs_number?: string | undefined
  status?: readonly string[] | undefined
  reason?: string | undefined
  /** A practitioner role, or nobody yet. */
  care_manager?: string | undefined
  review_due_by?: string | undefined
  /** Those of whom somebody else changed something since the reader last looked. */
  changed?: true | undefined
}

type FilterColumn = 'family_name' | 'nhs_number' | 'status' | 'reason' | 'care_manager_id' | 'review_due' | 'changed'

/** The conditions of a filter, one for each part that says something. */
export function conditionsOf(filter: Filter): Where<FilterColumn>[] {
  const conditions: Where<FilterColumn>[] = []
  if (filter.name !== undefined) conditions.push(whoIsSought(filter.name))
  if (filter.nhs_number !== undefined) conditions.push({ column: 'nhs_number', op: 'eq', value: filter.nhs_number })
  if (filter.status !== undefined) conditions.push({ column: 'status', op: 'in', value: filter.status })
  if (filter.reason !== undefined) conditions.push({ column: 'reason', op: 'eq', value: filter.reason })
  if (filter.care_manager === 'nobody') conditions.push({ column: 'care_manager_id', op: 'blank' })
  else if (filter.care_manager !== undefined) {
    conditions.push({ column: 'care_manager_id', op: 'eq', value: filter.care_manager })
  }
  if (filter.review_due_by !== undefined)
    conditions.push({ column: 'review_due', op: 'lte', value: filter.review_due_by })
  if (filter.changed) conditions.push({ column: 'changed', op: 'eq', value: true })
  return conditions
}

/** Why somebody is taken off a list. */
export type EndReason = 'goals_met' | 'moved_away' | 'person_asked' | 'died' | 'not_suitable' | 'other'

/**
 * What an entry becomes when it ends: FHIR's EpisodeOfCare is cancelled where care turned out not to be meant
 * for the person, and finished where it was given.
 */
export function endStatus(reason: EndReason): 'finished' | 'cancelled' {
  return reason === 'not_suitable' ? 'cancelled' : 'finished'
}

/** The one answer to everybody who asks for somebody to be added, whatever is true of that person. */
export const PROPOSED =
  'Your request is recorded. If somebody with this NHS number and date of birth can be added, they will appear on the ' +
  'list by name, and their registered practice will be asked to confirm.'

const statusWords = { planned: 'planned', waitlist: 'waiting', active: 'active', onhold: 'on hold' }
const reasonWords = {
  several_services: 'several services are involved',
  recent_hospital_stay: 'recent hospital stay',
  risk_of_admission: 'at risk of going into hospital',
  support_at_home: 'needs support at home',
  team_review: 'for the team to review',
  other: 'another reason',
}

/** What a file of the list has of each person. */
export const fileColumns: readonly CsvColumn<z.output<typeof caseloadRow>>[] = [
  { heading: 'NHS number', of: (row) => row.nhs_number },
  { heading: 'Family name', of: (row) => row.family_name },
  { heading: 'Given names', of: (row) => row.given_names },
  { heading: 'Born', of: (row) => asFarAsKnown(row.birth_date, row.birth_date_precision) },
  { heading: 'Sex', of: (row) => row.sex },
  { heading: 'Died', of: (row) => row.deceased },
  { heading: 'Registered practice', of: (row) => row.registered_practice },
  { heading: 'Address', of: (row) => row.address_lines },
  { heading: 'Town', of: (row) => row.address_city },
  { heading: 'Postcode', of: (row) => row.address_postcode },
  { heading: 'Phone', of: (row) => row.phone },
  { heading: 'Status', of: (row) => inWords(row.status, statusWords) },
  { heading: 'Why on the list', of: (row) => inWords(row.reason, reasonWords) },
  { heading: 'Care manager', of: (row) => row.care_manager },
  { heading: 'Care manager’s role', of: (row) => inWords(row.care_manager_role, roleWords) },
  { heading: 'Care manager’s service', of: (row) => row.care_manager_service },
  { heading: 'Review due', of: (row) => row.review_due },
  { heading: 'Added on', of: (row) => onDay(row.added_at) },
]
