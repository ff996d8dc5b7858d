import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface WithheldProps {
  /** What is withheld, for those who hear the page: "address". */
  what: string
  /** Why, and what to do about it: the same words whatever stands behind. */
  children: ReactNode
}

/**
 * The quiet word that stands where a value is not shown, with its reason one press away. It is a native
 * disclosure, so that it opens without JavaScript; one is open at a time, and Escape or leaving closes it.
 */
export function Withheld({ what, children }: WithheldProps) {
  const details = useRef<HTMLDetailsElement>(null)

  function closeWhenLeft(event: FocusEvent<HTMLDetailsElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false
  }

  function closeOnEscape(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Escape' || !details.current?.open) return
    details.current.open = false
    details.current.querySelector('summary')?.focus()
  }

  return (
    // The blur only closes what the summary, a native control, has opened.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details className="withheld" name="withheld" ref={details} onBlur={closeWhenLeft}>
      <summary onKeyDown={closeOnEscape}>
        withheld<span className="nhsuk-u-visually-hidden">: {what}. Why?</span>
      </summary>
      <div className="reason">
        <strong>Why can’t I see this?</strong>
        {children}
      </div>
    </details>
  )
}
