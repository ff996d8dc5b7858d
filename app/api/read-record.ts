import type { LoaderFunctionArgs } from '@remix-run/node'

import { type Entered, enter } from './enter.ts'
import type { PatientRecord } from './outputs.ts'
import { reading } from './problems.ts'

/** The record of the patient of a page, and under what it was read. */
export interface ReadRecord extends Entered {
  record: PatientRecord
  patientId: string
  now: string
}

/**
 * Opens the record that a page is about.
 *
 * @throws a redirect or a Response, as `reading` does; missing and invisible are the same
 */
export async function readRecord(args: LoaderFunctionArgs): Promise<ReadRecord> {
  const entered = await enter(args)
  const patientId = args.params['patientId'] ?? ''
  const who = { declaration: entered.declaration.id, patient: patientId }
  const record = await reading(args, () => args.context.api.patients.record(who))
  return { ...entered, record, patientId, now: new Date().toISOString() }
}
