import type { Where } from '../access/view.ts'
import { type Sought, whoIsSought } from '../sought.ts'

/** What a person may narrow the list to, in their own terms. */
export interface Filter {
  name?: Sought | undefined
  nhs_number?: string | undefined
  status?: readonly string[] | undefined
  reason?: string | undefined
  /** A practitioner role, or nobody yet. */
  care_manager?: string | undefined
  review_due_by?: string | undefined
}

type FilterColumn = 'family_name' | 'nhs_number' | 'status' | 'reason' | 'care_manager_id' | 'review_due'

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
