import { useNavigation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Screens that hear of one change read it again spread over this time, in milliseconds. */
const SPREAD_MS = 250

/** After reading again a screen rests for so long, however much it hears, in milliseconds. */
const REST_MS = 750

/** Tells the server that a page reads by itself: its reads are recorded as such, and do not count as use. */
const READING_AGAIN = 'reading_again=1; Path=/; SameSite=Lax'

/**
 * Reads the data of the page again, soon: many asks come to one, and none comes between a person and where they are
 * going.
 *
 * @returns what asks for it
 */
export function useReadAgain(): () => void {
  const { revalidate, state } = useRevalidator()
  const isIdle = useNavigation().state === 'idle' && state === 'idle'
  const [asked, setAsked] = useState(false)
  const restedAt = useRef(0)

  useEffect(() => {
    if (!asked || !isIdle) return
    const rest = Math.max(0, restedAt.current - Date.now())
    const timer = setTimeout(
      () => {
        restedAt.current = Date.now() + REST_MS
        setAsked(false)
        markReadingAgain()
        revalidate()
      },
      rest + Math.random() * SPREAD_MS,
    )
    return () => clearTimeout(timer)
  }, [asked, isIdle, revalidate])

  useEffect(() => {
    if (state === 'idle') unmarkReadingAgain()
  }, [state])

  useEffect(() => {
    // Whatever a person does from here on is their own doing.
    const events = ['pointerdown', 'keydown', 'submit'] as const
    for (const event of events) window.addEventListener(event, unmarkReadingAgain, { capture: true })
    return () => {
      for (const event of events) window.removeEventListener(event, unmarkReadingAgain, { capture: true })
      unmarkReadingAgain()
    }
  }, [])

  return useCallback(() => setAsked(true), [])
}

/** Marks what the page asks next as its own doing, until a person does something. */
export function markReadingAgain(): void {
  document.cookie = `${READING_AGAIN}; Max-Age=10`
}

function unmarkReadingAgain(): void {
  document.cookie = `${READING_AGAIN}; Max-Age=0`
}
