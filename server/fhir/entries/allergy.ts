import { read } from '../schema/complaints.ts'
import { allergySchema } from '../schema/entries.ts'
import { dayOf, type EntryReader, keptCode, recordStatus } from './entry.ts'

/** Reads an AllergyIntolerance: what a person must not come near, or not take. */
export const readAllergy: EntryReader = (resource, codes) => {
  const result = read(allergySchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  return {
    ok: true,
    value: {
      resource: it,
      table: 'allergy',
      subject: it.patient,
      own: codes.ofCodes(it.code?.coding ?? []),
      refersTo: [],
      rows: (base) => ({
        allergy: [
          {
            ...base,
            ...keptCode(codes, it.code),
            record_status: recordStatus(it.verificationStatus),
            clinical_status: it.clinicalStatus ?? null,
            verification_status: it.verificationStatus ?? null,
            criticality: it.criticality ?? null,
            recorded_on: dayOf(it.recordedDate),
          },
        ],
      }),
    },
  }
}
