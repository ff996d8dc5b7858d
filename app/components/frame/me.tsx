import { Form, Link } from '@remix-run/react'

import { initialsOf } from '../../words/person.ts'

/** Who is signed in, and as what. */
export interface Person {
  name: string
  /** Their role here and where they hold it, in words: "Social worker · City Council". */
  role?: string
}

/** The round sign at the end of the bar: who I am, my groups, and the way out. */
export function Me({ person }: { person: Person }) {
  return (
    <details className="me">
      <summary>
        <span className="initials" aria-hidden="true">
          {initialsOf(person.name)}
        </span>
        <span className="nhsuk-u-visually-hidden">You: {person.name}</span>
      </summary>
      <div className="me__menu">
        <p>
          <strong>{person.name}</strong>
          {person.role && <br />}
          {person.role}
        </p>
        <p>
          <Link to="/">My groups</Link>
        </p>
        <Form method="post" action="/sign-out">
          <button className="button-link" type="submit">
            Sign out
          </button>
        </Form>
      </div>
    </details>
  )
}
