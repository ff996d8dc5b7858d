/** Days from now, before it when negative. The machine that runs tests and its database share a clock. */
export function days(count: number): Date {
  return new Date(Date.now() + count * 24 * 60 * 60 * 1000)
}

/** The same as a calendar day, `YYYY-MM-DD`. */
export function day(count: number): string {
  return days(count).toISOString().slice(0, 10)
}
