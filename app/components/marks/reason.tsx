import { Link } from '@remix-run/react'
import { createContext, useContext } from 'react'

import type { ReasonCode } from '../../../server/access/reasons.ts'

/** The words of each reason, as the server keeps them. */
export type ReasonWords = Readonly<Record<ReasonCode, string>>

const ReasonWordsContext = createContext<Partial<ReasonWords>>({})

/** Hands the server's words for each reason to everything below. */
export const ReasonWordsProvider = ReasonWordsContext.Provider

/** Why something is not shown, and where to read the rule. */
export function Reason({ code }: { code: ReasonCode }) {
  const words = useContext(ReasonWordsContext)[code]
  return (
    <>
      <p>{words ?? 'You can’t see this for the reason you are here.'}</p>
      <p>
        Need it to care for this person? Ask their registered practice: they can tell you, and it may be right to.{' '}
        <Link to="/policy">Read the rule</Link>
      </p>
    </>
  )
}
