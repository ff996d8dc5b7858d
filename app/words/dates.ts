/**
 * Dates and times as people here write them. Everything inside is ISO 8601; `Europe/London` begins at the
 * screen, and "now" is always given, so that a page says the same when it is rendered and when it wakes up.
 */
const LONDON = 'Europe/London'

// Written out here, since servers and browsers of different ages disagree on "Sep" and "Sept".
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const clockWords = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: LONDON,
})
const londonDay = new Intl.DateTimeFormat('en-CA', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone: LONDON,
})

const londonOffset = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, timeZoneName: 'longOffset' })

const DAY_MS = 86_400_000

/** The day in London of a moment, as `YYYY-MM-DD`. */
export function dayOf(moment: string): string {
  return londonDay.format(new Date(moment))
}

/** "19 Jul 1941". Takes `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as much of the day as is known; other text is given back. */
export function dayInWords(day: string): string {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(day) ?? []
  if (!year) return day
  const monthWord = month && months[Number(month) - 1]
  if (!monthWord) return year
  return dayOfMonth ? `${Number(dayOfMonth)} ${monthWord} ${year}` : `${monthWord} ${year}`
}

/** "16:40", the time in London of a moment. */
export function timeInWords(moment: string): string {
  return clockWords.format(new Date(moment))
}

/** "19 Jul 1941, 16:40", the day and time in London of a moment. */
export function momentInWords(moment: string): string {
  return `${dayInWords(dayOf(moment))}, ${timeInWords(moment)}`
}

/** Whole days from the day in London of `now` to `day`; negative when it has passed. */
export function daysUntil(day: string, now: string): number {
  return Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - Date.parse(`${dayOf(now)}T00:00:00Z`)) / DAY_MS)
}

/** Whole years from a day of birth to a day; `null` when too little of the day of birth is known. */
export function ageOn(birthDate: string, day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(birthDate)) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years
}

/** "today", "in 2 days", "3 days ago"; beyond four weeks the day itself. */
export function dueInWords(day: string, now: string): string {
  const days = daysUntil(day, now)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  if (days > 28) return dayInWords(day)
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** "3 h 20 min left", "12 min left", "ended": how long until a moment. */
export function timeLeft(until: string, now: string): string {
  const minutes = Math.floor((Date.parse(until) - Date.parse(now)) / 60_000)
  if (minutes < 0) return 'ended'
  if (minutes < 60) return `${minutes} min left`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min left`
}

/** The last second in London of a day `YYYY-MM-DD`, as ISO 8601 with its offset; other text is given back as it is. */
export function endOfDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(noon.getTime())) return day
  const offset = londonOffset.formatToParts(noon).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return `${day}T23:59:59${offset.replace('GMT', '') || '+00:00'}`
}
