import { read } from '../schema/complaints.ts'
import { conditionSchema } from '../schema/entries.ts'
import { dayOf, type EntryReader, keptCode, recordStatus } from './entry.ts'

/** Reads a Condition: a diagnosis, problem or finding. What is recorded as active stays active, however old. */
export const readCondition: EntryReader = (resource, codes) => {
  const result = read(conditionSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  const evidence = it.evidence.flatMap(({ code }) => code)
  return {
    ok: true,
    value: {
      resource: it,
      table: 'condition',
      subject: it.subject,
      own: codes.ofCodes(it.code?.coding ?? []) | codes.ofReasons(evidence),
      refersTo: it.evidence.flatMap(({ detail }) => detail),
      rows: (base) => ({
        condition: [
          {
            ...base,
            ...keptCode(codes, it.code),
            record_status: recordStatus(it.verificationStatus),
            clinical_status: it.clinicalStatus ?? null,
            verification_status: it.verificationStatus ?? null,
            onset_on: dayOf(it.onsetDateTime ?? it.onsetPeriod?.start),
            abated_on: dayOf(it.abatementDateTime ?? it.abatementPeriod?.end ?? it.abatementPeriod?.start),
            recorded_on: dayOf(it.recordedDate),
          },
        ],
      }),
    },
  }
}
