import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Loading } from './loading.tsx'
import { Me, type Person } from './me.tsx'

export interface FrameProps {
  /** Where one is: the group's or practice's name, and its first page. */
  place?: { name: string; home: string }
  person?: Person
  /** Why one is here. */
  purpose?: ReactNode
  /** What the page says of itself, at the end of the bar. */
  signs?: ReactNode
  /** Where else one can go from here. */
  tabs?: ReactNode
  children: ReactNode
}

/** The slim bar that is always there, and the page under it: where am I, as whom, why. */
export function Frame({ place, person, purpose, signs, tabs, children }: FrameProps) {
  return (
    <>
      <Loading />
      <a className="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <header className="bar">
        <div className="bar__in">
          <div className="bar__place">
            <Link to={place?.home ?? '/'}>{place?.name ?? 'Shared Caseload'}</Link>
          </div>
          {person?.role && <div className="bar__who">{person.role}</div>}
          {purpose}
          <div className="bar__end">
            {signs}
            {person && <Me person={person} />}
          </div>
        </div>
      </header>
      {tabs && (
        <nav className="tabs" aria-label="Main">
          <div className="tabs__in">{tabs}</div>
        </nav>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
