import { type MouseEvent, useEffect, useRef } from 'react'

import type { Rejected } from './form-state.ts'

export interface ErrorSummaryProps {
  rejected: Rejected | undefined
  /** What the ids of the form's fields begin with. */
  prefix?: string
}

/** What is wrong with a form, above it, each linked to its field. It takes the focus when it appears. */
export function ErrorSummary({ rejected, prefix = '' }: ErrorSummaryProps) {
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
              <li key={field}>{field ? <FieldLink id={`${prefix}${field}`}>{words}</FieldLink> : words}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** Leads to a field and, where there is JavaScript, puts the focus into it, which browsers leave undone. */
function FieldLink({ id, children }: { id: string; children: string }) {
  const goThere = (event: MouseEvent) => {
    const field = document.getElementById(id)
    if (!field) return
    event.preventDefault()
    field.scrollIntoView({ block: 'center' })
    field.focus({ preventScroll: true })
  }
  return (
    <a href={`#${id}`} onClick={goThere}>
      {children}
    </a>
  )
}
