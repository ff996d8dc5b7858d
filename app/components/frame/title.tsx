import { useLocation } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'

/** Whether a page of this visit has been shown: the browser itself starts the first one at the top. */
let arrived = false

/**
 * The one h1 of a page. When the page changes without a new document, the focus goes to it, so that what is
 * heard next is where one has come to.
 */
export function Title({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [pathname])
  return (
    <h1 className="nhsuk-heading-l" ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
