import type { BroughtRow } from '../../access/bring.ts'
import { dayOf } from '../entries/entry.ts'
import type { Period } from '../schema/datatypes.ts'

/** From when to when, in days. */
export type Days = Required<Pick<BroughtRow<'patient_name'>, 'starts_on' | 'ends_on'>>

/** The days of a period; either end may be open. */
export function daysOf(period: Period | undefined): Days {
  return { starts_on: dayOf(period?.start), ends_on: lastDayOf(period?.end) }
}

/** Whether something holds on a day: begun, not ended, and not said to be of the past. */
export function isCurrent(
  { use, period }: { use?: string | undefined; period?: Period | undefined },
  today: string,
): boolean {
  const { starts_on, ends_on } = daysOf(period)
  return use !== 'old' && (starts_on ?? today) <= today && (ends_on ?? today) >= today
}

/** The last day that a date, month or year takes in: a period that ends in 2024 ends with that year. */
export function lastDayOf(time: string | undefined): string | null {
  if (time === undefined) return null
  const [year = '', month = '12', day] = time.slice(0, 10).split('-')
  if (day !== undefined) return `${year}-${month}-${day}`
  const last = new Date(Date.UTC(2000, 0, 1))
  last.setUTCFullYear(Number(year), Number(month), 0)
  return `${year}-${month}-${String(last.getUTCDate()).padStart(2, '0')}`
}
