import type { Present } from '../../api/outputs.ts'

/** At most this many round signs; the number beside them says the rest. */
const FACES = 5

/** Who else has this place open now. It says no more than that. */
export function WhoIsHere({ people }: { people: readonly Present[] }) {
  if (people.length === 0) return null
  return (
    <div className="people-here">
      <ul className="people-here__faces">
        {people.slice(0, FACES).map((person) => (
          <li key={person.practitioner_role_id} title={`${person.name}, ${person.role_words}`}>
            <span className="initials" aria-hidden="true">
              {person.initials}
            </span>
            <span className="nhsuk-u-visually-hidden">
              {person.name}, {person.role_words}
            </span>
          </li>
        ))}
      </ul>
      <span className="quiet">
        {people.length} {people.length === 1 ? 'other' : 'others'} here now
      </span>
    </div>
  )
}
