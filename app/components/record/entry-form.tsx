import { Form } from '@remix-run/react'
import { TextInput } from 'nhsuk-react-components'

import type { CaseloadEntry } from '../../api/outputs.ts'
import { currentStatuses, reasonWords, statusWords } from '../../words/caseload.ts'
import { choicesFrom, wordFor } from '../../words/choose.ts'
import { Choices } from '../forms/choices.tsx'
import { fieldsOf, type Rejected } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'
import { shown } from '../marks/value.tsx'
import { EntryFields } from './entry-fields.tsx'

export interface EntryFormProps {
  entry: CaseloadEntry
  command: { key: string }
  rejected: Rejected | undefined
}

/** Changes how somebody stands on the list, why they are on it, and when their case is looked at again. */
export function EntryForm({ entry, command, rejected }: EntryFormProps) {
  const field = fieldsOf(rejected, {
    status: shown(entry.status) ?? '',
    reason: shown(entry.reason) ?? '',
    review_due: shown(entry.review_due) ?? '',
  })
  return (
    <Form method="post" className="card card--padded form" noValidate>
      <h2 className="nhsuk-heading-s">How they stand on the list</h2>
      <EntryFields entry={entry} intent="change" command={command} />
      <TextInput
        label="Review date"
        hint="When the team looks at this case again. Leave it empty for none."
        type="date"
        width={10}
        {...field('review_due')}
      />
      <Choices
        legend="Status"
        inline
        field={field('status')}
        choices={currentStatuses.map((value) => ({ value, label: wordFor(statusWords, value) }))}
      />
      <Choices legend="Why they are on the list" field={field('reason')} choices={choicesFrom(reasonWords)} />
      <Submit>Save</Submit>
    </Form>
  )
}
