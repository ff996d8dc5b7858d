import { read } from '../schema/complaints.ts'
import { encounterSchema } from '../schema/entries.ts'
import { type EntryReader, keptCode, present, recordStatus, timeOf } from './entry.ts'

/**
 * Reads an Encounter: a contact with a service, by its type and by its reason. One after a person's death stays, since
 * the record of it exists. Where no type is given, its class (emergency, inpatient, …) is its code.
 */
export const readEncounter: EntryReader = (resource, codes) => {
  const result = read(encounterSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  const types = [...it.type, ...(it.serviceType ? [it.serviceType] : [])]
  const [reason] = it.reasonCode
  const kept = keptCode(codes, reason)
  return {
    ok: true,
    value: {
      resource: it,
      table: 'encounter',
      subject: it.subject,
      own: (types.length > 0 ? codes.ofReasons(types) : codes.ofCodes([it.class])) | codes.ofReasons(it.reasonCode),
      refersTo: [
        ...it.reasonReference,
        ...it.diagnosis.map(({ condition }) => condition),
        ...present(it.partOf),
        ...it.basedOn,
      ],
      provider: it.serviceProvider,
      rows: (base, { provider }) => ({
        encounter: [
          {
            ...base,
            ...keptCode(codes, types[0]),
            record_status: recordStatus(it.status),
            reason_system: kept.system,
            reason_code: kept.code,
            class: it.class.code ?? null,
            status: it.status,
            started_at: timeOf(it.period?.start),
            ended_at: timeOf(it.period?.end),
            provider,
          },
        ],
      }),
    },
  }
}
