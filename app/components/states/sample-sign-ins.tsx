import { Link } from '@remix-run/react'

import { sentenceCase } from '../../words/choose.ts'

/** An account of the sample data. */
export interface SampleSignIn {
  email: string
  name: string
  role_words: string
  organisation: string
  group: string | null
}

export interface SampleSignInsProps {
  signIns: readonly SampleSignIn[]
  next: string | null
  chosen: string | undefined
}

/** The accounts of the sample, by role: a press fills the form in. Shown only where all data is made up. */
export function SampleSignIns({ signIns, next, chosen }: SampleSignInsProps) {
  const roles = [...new Set(signIns.map(({ role_words }) => role_words))]
  return (
    <section className="samples" aria-labelledby="samples">
      <h2 className="nhsuk-heading-m" id="samples">
        Try it as somebody
      </h2>
      <p className="quiet">Everyone here and every patient is made up. Choose an account, then press Sign in.</p>
      {roles.map((role, at) => (
        <details
          key={role}
          className="samples__role"
          open={at < 2 || signIns.some((one) => one.email === chosen && one.role_words === role)}
        >
          <summary>{sentenceCase(role)}</summary>
          <ul className="plain-list">
            {signIns
              .filter(({ role_words }) => role_words === role)
              .map((one) => (
                <li key={one.email}>
                  <Link
                    to={`?${new URLSearchParams({ as: one.email, ...(next && { next }) }).toString()}`}
                    aria-current={one.email === chosen ? 'true' : undefined}
                    preventScrollReset={false}
                  >
                    {one.name}
                  </Link>
                  <span className="quiet">
                    {one.organisation}
                    {one.group && `, ${one.group}`}
                  </span>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
