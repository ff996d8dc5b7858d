import type { Brought } from '../../access/bring.ts'
import { sourceUuid } from '../../access/source-id.ts'
import { isRestricted } from '../links/meaning.ts'
import type { Source } from '../links/source.ts'
import type { PatientResource } from '../schema/person.ts'
import { type Caseload, caseloadEntry, whyNotOnCaseload } from './caseload.ts'
import { deathOf } from './death.ts'
import { nameInUse, namesOfPerson } from './names.ts'
import { readNumber } from './nhs-number-status.ts'
import { particularsOf } from './particulars.ts'
import { lastDayOf } from './periods.ts'
import { contactPerson, isThemself } from './relatives.ts'
import { addressesOf, telecomsOf } from './whereabouts.ts'

/** A person as they are brought in, and what the report must say of it. */
export interface PatientRead {
  readonly id: string
  readonly rows: Brought
  readonly notes: readonly string[]
}

/**
 * Everything that is kept of a Patient: the person, every name, address and telephone number, what they need to be
 * spoken to, the contacts in their own record, and their place on the group's list.
 *
 * @param practiceId the practice where they are registered; null when that practice is not known here
 */
export function patientRows(
  patient: PatientResource,
  source: Source,
  practiceId: string | null,
  caseload: Caseload,
): PatientRead {
  const { today } = caseload
  const id = sourceUuid(source.system, source.id)
  const own = <Row extends object>(what: string, rows: readonly Row[]) =>
    rows.map((row, at) => ({ id: sourceUuid(source.system, `${source.id}/${what}/${at}`), patient_id: id, ...row }))
  const death = deathOf(patient)
  const number = readNumber(patient)
  const { needs, notes: codesLeft, ...particulars } = particularsOf(patient)
  const themself = patient.contact.filter(isThemself)
  const others = patient.contact.filter((contact) => !isThemself(contact))
  const whyNot = whyNotOnCaseload(patient, death.deceased, today)
  const entry = whyNot === undefined ? [caseloadEntry(id, practiceId, caseload)] : []
  return {
    id,
    rows: {
      patient: [
        {
          id,
          source_system: source.system,
          source_id: source.id,
          ...nameInUse(patient.name, today),
          ...birth(patient.birthDate),
          sex: patient.gender ?? null,
          deceased: death.deceased,
          deceased_at: death.deceased_at,
          nhs_number: number.nhs_number,
          nhs_number_status: number.nhs_number_status,
          registered_practice_id: practiceId,
          ...particulars,
          restricted_record: isRestricted(patient.meta?.security ?? []),
        },
      ],
      patient_name: own('name', namesOfPerson(patient.name)),
      patient_address: own('address', addressesOf(patient.address, today)),
      patient_telecom: own(
        'telecom',
        telecomsOf([...patient.telecom, ...themself.flatMap(({ telecom }) => telecom)], today),
      ),
      communication_need: own(
        'need',
        needs.map((need) => ({ need })),
      ),
      related_person: others.map((contact, at) => ({
        id: sourceUuid(source.system, `${source.id}/contact/${at}`),
        patient_id: id,
        source_system: source.system,
        source_id: `${source.id}/contact/${at}`,
        ...contactPerson(contact, today),
      })),
      caseload_entry: entry,
    },
    notes: [
      ...(death.note === undefined ? [] : [`deceased: ${death.note}`]),
      ...number.notes,
      ...codesLeft,
      ...(practiceId === null ? ['generalPractitioner: is registered with a practice that is not known here'] : []),
      ...(whyNot === undefined ? [] : [`not put on the caseload: ${whyNot}`]),
    ],
  }
}

function birth(date: string | undefined) {
  if (date === undefined) return { birth_date: null, birth_date_precision: null }
  const precision = (['year', 'month', 'day'] as const)[date.split('-').length - 1] ?? 'day'
  // Where only the year or month is known, its last day: nobody is taken for older than they may be.
  return { birth_date: lastDayOf(date), birth_date_precision: precision }
}
