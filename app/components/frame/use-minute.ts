import { useEffect, useState } from 'react'

/**
 * The time, a minute at a time. It starts with the server's time, so that the page wakes up as it was
 * rendered, and moves on from there by this computer's sense of how long a minute is, never by its clock.
 *
 * @param now the server's time when the page was made, ISO 8601
 * @returns the time now, ISO 8601
 */
export function useMinute(now: string): string {
  const [passed, setPassed] = useState({ since: now, minutes: 0 })
  useEffect(() => {
    const timer = setInterval(() => {
      setPassed((before) => ({ since: now, minutes: before.since === now ? before.minutes + 1 : 1 }))
    }, 60_000)
    return () => clearInterval(timer)
  }, [now])
  const minutes = passed.since === now ? passed.minutes : 0
  return new Date(Date.parse(now) + minutes * 60_000).toISOString()
}
