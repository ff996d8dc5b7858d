import { Form } from '@remix-run/react'

import { Submit } from '../forms/submit.tsx'
import { EntryFields } from './entry-fields.tsx'
import type { EntryFormProps } from './entry-form.tsx'

/** Confirms, for the registered practice, that somebody whom another member proposed belongs on the list. */
export function ConfirmForm({ entry, command }: Omit<EntryFormProps, 'rejected'>) {
  return (
    <Form method="post" className="card card--padded form">
      <h2 className="nhsuk-heading-s">Waiting for the registered practice</h2>
      <p>
        A member of the group asked for this person to be on the list. Until their registered practice confirms, the
        group sees their name and nothing else.
      </p>
      <EntryFields entry={entry} intent="confirm" command={command} />
      <Submit>Confirm for the practice</Submit>
    </Form>
  )
}
