import { read } from '../schema/complaints.ts'
import { procedureSchema } from '../schema/entries.ts'
import { dayOf, type EntryReader, keptCode, recordStatus } from './entry.ts'

/** Reads a Procedure: what was done, from a blood count to an operation. Its reason may tell more than its code. */
export const readProcedure: EntryReader = (resource, codes) => {
  const result = read(procedureSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  return {
    ok: true,
    value: {
      resource: it,
      table: 'procedure',
      subject: it.subject,
      own: codes.ofCodes(it.code?.coding ?? []) | codes.ofReasons(it.reasonCode),
      refersTo: [...it.reasonReference, ...it.partOf, ...it.basedOn, ...it.complicationDetail],
      rows: (base) => ({
        procedure: [
          {
            ...base,
            ...keptCode(codes, it.code),
            record_status: recordStatus(it.status),
            status: it.status,
            started_on: dayOf(it.performedDateTime ?? it.performedPeriod?.start),
            ended_on: dayOf(it.performedPeriod?.end),
          },
        ],
      }),
    },
  }
}
