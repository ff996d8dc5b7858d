import type { BroughtRow } from '../../access/bring.ts'
import { sourceUuid } from '../../access/source-id.ts'
import type { PatientResource } from '../schema/person.ts'
import { lastDayOf } from './periods.ts'

/** Whose list people are put on, by whose import, and when that is. */
export interface Caseload {
  readonly groupId: string
  readonly practice: { readonly id: string; readonly odsCode: string }
  /** The database's clock when the import began, ISO 8601, and its day in London. */
  readonly now: string
  readonly today: string
}

const ADULT_YEARS = 18

/**
 * Why a person is kept but not put on the caseload (domain.md, rules 8 and 9): recorded as dead or under 18, or as a
 * record that another has replaced.
 */
export function whyNotOnCaseload(patient: PatientResource, deceased: boolean, today: string): string | undefined {
  if (deceased) return 'is recorded as dead'
  if (isUnderAge(patient.birthDate, today)) return `is recorded as under ${ADULT_YEARS}`
  if (patient.link.some(({ type }) => type === 'replaced-by')) return 'another record has replaced this one'
  return undefined
}

/**
 * The person's place on the group's list. Their own practice's import counts as its confirmation; a person registered
 * elsewhere is only proposed, and that practice confirms.
 */
export function caseloadEntry(
  patientId: string,
  practiceId: string | null,
  { groupId, practice, now }: Caseload,
): BroughtRow<'caseload_entry'> {
  const ours = practiceId === practice.id
  return {
    id: sourceUuid('urn:shared-caseload:caseload-entry', `${groupId}/${patientId}`),
    patient_id: patientId,
    group_id: groupId,
    status: ours ? 'active' : 'planned',
    reason: 'team_review',
    confirmed_at: ours ? now : null,
    added_at: now,
  }
}

/** Where only a month or year of birth is known, its last day counts. */
function isUnderAge(birthDate: string | undefined, today: string): boolean {
  const born = lastDayOf(birthDate)
  if (born === null) return false
  const birthday = `${String(Number(born.slice(0, 4)) + ADULT_YEARS).padStart(4, '0')}${born.slice(4)}`
  return birthday > today
}
