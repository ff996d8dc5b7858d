import { useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'

/**
 * Keeps what the form of this page was answered with, for as long as one stays. The router drops the answer
 * whenever it reads the page again, which here it does whenever somebody else changes something.
 *
 * @param answer as the router has it
 */
export function useKeptAnswer<Answer>(answer: Answer | undefined): Answer | undefined {
  const { key } = useLocation()
  const [kept, setKept] = useState<{ answer: Answer; key: string }>()
  useEffect(() => {
    if (answer !== undefined) setKept({ answer, key })
  }, [answer, key])
  return answer ?? (kept?.key === key ? kept.answer : undefined)
}
