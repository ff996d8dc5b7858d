import { z } from 'zod'

/** PostgreSQL keeps no NUL, and half of a surrogate pair would come back as another character. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u

/**
 * Text of at most `longest` characters, kept exactly as it came: capitals, digits, marks and all. Text of nothing but
 * space counts as not sent.
 */
export function text(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(STORABLE, 'must not hold a character that cannot be stored (NUL, or half of a pair)')
    .transform((value) => (value.trim() === '' ? undefined : value))
}

/** A code, id or uri: text without space within, at most `longest` characters. */
export function token(longest = 200) {
  return z
    .string()
    .max(longest)
    .regex(/^\S+$/, 'must be text without spaces')
    .regex(STORABLE, 'must not hold a character that cannot be stored (NUL, or half of a pair)')
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/

/** A year, a month or a day that is in the calendar: `1956`, `1956-08`, `1956-08-03`. */
export const date = z.string().refine(isDate, 'must be a date such as 1956-08-03, 1956-08 or 1956')

/** A date, or a day and time with its distance from UTC: `2016-12-10T02:39:21+00:00`. */
export const dateTime = z
  .string()
  .refine(
    (value) => isDate(value) || isDayAndTime(value),
    'must be a date, or a day and time with a time zone such as 2016-12-10T02:39:21+00:00',
  )

function isDate(value: string): boolean {
  const [matched, year, month = '01', day = '01'] = DATE.exec(value) ?? []
  if (matched === undefined || year === undefined || year === '0000') return false
  const last = new Date(Date.UTC(2000, Number(month), 0)).getUTCDate()
  const inMonth = Number(month) === 2 ? daysInFebruary(Number(year)) : last
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= inMonth
}

function daysInFebruary(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

function isDayAndTime(value: string): boolean {
  const [, day, hours, minutes, seconds = '0', zoneHours = '0', zoneMinutes = '0'] = DATE_TIME.exec(value) ?? []
  if (day === undefined || !isDate(day)) return false
  const inClock = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
  return inClock && Number(zoneHours) <= 14 && Number(zoneMinutes) < 60
}
