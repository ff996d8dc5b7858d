import { useEffect, useRef } from 'react'

import type { Rejected } from './form-state.ts'

/** What is wrong with a form, above it, each linked to its field. It takes the focus when it appears. */
export function ErrorSummary({ rejected }: { rejected: Rejected | undefined }) {
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (rejected) summary.current?.focus()
  }, [rejected])
  if (!rejected) return null
  return (
    <div className="nhsuk-error-summary" ref={summary} tabIndex={-1}>
      <div role="alert">
        <h2 className="nhsuk-error-summary__title">There is a problem</h2>
        <div className="nhsuk-error-summary__body">
          <ul className="nhsuk-list nhsuk-error-summary__list">
            {Object.entries(rejected.errors).map(([field, words]) => (
              <li key={field}>{field ? <a href={`#${field}`}>{words}</a> : words}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
