import { readNhsNumber } from '../../nhs-number.ts'
import { NHS_NUMBER_SYSTEM, nhsNumberOf } from '../links/source.ts'
import type { PatientResource } from '../schema/person.ts'

const STATUS = 'UKCore-NHSNumberVerificationStatus'

/** PDS still sends the numbers of the NHS Data Dictionary where UK Core has words. */
const byNumber: Readonly<Record<string, string>> = {
  '01': 'number-present-and-verified',
  '02': 'number-present-but-not-traced',
  '03': 'trace-required',
  '04': 'trace-attempted',
  '05': 'trace-needs-to-be-resolved',
  '06': 'trace-in-progress',
  '07': 'number-not-present-and-trace-not-required',
  '08': 'trace-postponed',
}
const statuses = new Set([...Object.values(byNumber), 'number-present-and-traced-using-welsh-nhs-ar'])

/** A person's NHS number, how sure its sender was of it, and what is wrong with those that were left out. */
export interface NumberRead {
  readonly nhs_number: string | null
  readonly nhs_number_status: string | null
  readonly notes: readonly string[]
}

/**
 * Reads the NHS number, from its own system only. One whose check digit is wrong is left out and told of, and the person
 * is taken all the same: the number is wrong, not the person.
 */
export function readNumber(patient: PatientResource): NumberRead {
  const inSystem = patient.identifier.filter(({ system }) => system === NHS_NUMBER_SYSTEM)
  const number = nhsNumberOf(patient)
  const wrong = inSystem.filter(({ value }) => value !== undefined && readNhsNumber(value) === undefined)
  const kept = inSystem.find(({ value }) => number !== undefined && readNhsNumber(value ?? '') === number)
  const code = kept?.extension
    .filter(({ url }) => url.endsWith(STATUS))
    .flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? [])
    .map((coding) => byNumber[coding.code ?? ''] ?? coding.code ?? '')
    .find((each) => statuses.has(each))
  return {
    nhs_number: number ?? null,
    nhs_number_status: code ?? null,
    notes: wrong.map(() => 'identifier: the NHS number is not kept, since its check digit is wrong'),
  }
}
