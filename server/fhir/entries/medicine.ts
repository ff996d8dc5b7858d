import type { z } from 'zod'

import type { BroughtRow } from '../../access/bring.ts'
import type { CodeMasks } from '../links/meaning.ts'
import { containedIn } from '../links/references.ts'
import { read } from '../schema/complaints.ts'
import type { Concept } from '../schema/datatypes.ts'
import { medicationRequestSchema, medicationSchema, medicationStatementSchema } from '../schema/entries.ts'
import { dayOf, type EntryReader, keptCode, present, type ReadEntry, recordStatus } from './entry.ts'

type Medicine = z.output<typeof medicationRequestSchema> | z.output<typeof medicationStatementSchema>
type Particulars = Pick<BroughtRow<'medicine'>, 'authored_on' | 'dosage'>

/** Reads a MedicationRequest: what was prescribed. */
export const readMedicationRequest: EntryReader = (resource, codes) => {
  const result = read(medicationRequestSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  return medicine(it, codes, [], { authored_on: dayOf(it.authoredOn), dosage: dosageOf(it.dosageInstruction) })
}

/** Reads a MedicationStatement: what somebody is said to take. */
export const readMedicationStatement: EntryReader = (resource, codes) => {
  const result = read(medicationStatementSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  const from = it.effectiveDateTime ?? it.effectivePeriod?.start ?? it.dateAsserted
  return medicine(it, codes, it.partOf, { authored_on: dayOf(from), dosage: dosageOf(it.dosage) })
}

function medicine(
  it: Medicine,
  codes: CodeMasks,
  partOf: ReadEntry['refersTo'],
  particulars: Particulars,
): { ok: true; value: ReadEntry } {
  const pointed = it.medicationReference
  const concept = it.medicationCodeableConcept ?? containedDrug(it)
  // A drug that stands elsewhere brings its code by way of the reference.
  const elsewhere = concept === undefined && pointed !== undefined
  const code = elsewhere ? 0 : codes.ofCodes(concept?.coding ?? [])
  return {
    ok: true,
    value: {
      resource: it,
      table: 'medicine',
      subject: it.subject,
      own: code | codes.ofReasons(it.reasonCode),
      refersTo: [...present(elsewhere ? pointed : undefined), ...it.reasonReference, ...it.basedOn, ...partOf],
      drug: elsewhere ? pointed : undefined,
      rows: (base, { drug }) => ({
        medicine: [
          {
            ...base,
            ...keptCode(codes, concept ?? drug),
            ...particulars,
            record_status: recordStatus(it.status),
            status: it.status,
          },
        ],
      }),
    },
  }
}

function containedDrug(it: Medicine): Concept | undefined {
  const drug = it.medicationReference && containedIn(it.contained, it.medicationReference)
  const result = drug && read(medicationSchema, drug)
  return result?.ok ? result.value.code : undefined
}

function dosageOf(instructions: readonly { text?: string | undefined }[]): string | null {
  const texts = instructions.map(({ text }) => text).filter((text) => text !== undefined)
  return texts.length > 0 ? texts.join('\n') : null
}
