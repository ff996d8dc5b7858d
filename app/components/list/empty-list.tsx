import { Link } from '@remix-run/react'

import { pathOf } from '../../api/paths.ts'

export interface EmptyListProps {
  /** Whether a filter or a search is what leaves nobody. */
  narrowed: boolean
  placeId: string
  /** By which the reader came: their group's list, their own people, or their practice. */
  route: string
}

/** A list with nobody on it: why that may be, and what to do next. */
export function EmptyList({ narrowed, placeId, route }: EmptyListProps) {
  if (narrowed) {
    return (
      <div className="empty">
        <h2 className="nhsuk-heading-s">Nobody you can see fits this</h2>
        <p>
          Check the spelling, type less of the name, or take a filter away. Someone you cannot see here does not appear.
        </p>
        <Link to={pathOf.people(placeId)}>Show everyone</Link>
      </div>
    )
  }
  if (route === 'named_care_manager') {
    return (
      <div className="empty">
        <h2 className="nhsuk-heading-s">You are nobody’s care manager here</h2>
        <p>Somebody appears here once you are named as their care manager and have accepted.</p>
        <Link to={pathOf.why(placeId)}>Come for another reason</Link>
      </div>
    )
  }
  const isGroup = route !== 'registered_practice'
  return (
    <div className="empty">
      <h2 className="nhsuk-heading-s">{isGroup ? 'Nobody is on this list yet' : 'No patients are recorded yet'}</h2>
      <p>
        {isGroup
          ? 'Add somebody by their NHS number and date of birth. Their registered practice then confirms it.'
          : 'Patients appear here once the practice’s records have been brought in.'}
      </p>
      {isGroup && <Link to={pathOf.add(placeId)}>Add a person</Link>}
    </div>
  )
}
