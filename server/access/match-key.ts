import { createHmac } from 'node:crypto'

/** The keyed hash by which the gate knows a member of staff in a patient's record, without keeping their number. */
export function numberHash(key: Buffer, nhsNumber: string): Buffer {
  return createHmac('sha256', key).update(nhsNumber).digest()
}
