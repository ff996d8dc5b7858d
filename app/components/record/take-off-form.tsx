import { Form } from '@remix-run/react'

import { endReasonWords } from '../../words/caseload.ts'
import { choicesFrom } from '../../words/choose.ts'
import { Choices } from '../forms/choices.tsx'
import { fieldsOf } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'
import { EntryFields } from './entry-fields.tsx'
import type { EntryFormProps } from './entry-form.tsx'

/** Takes somebody off the list, with the reason. The entry and its history are kept. */
export function TakeOffForm({ entry, command, rejected }: EntryFormProps) {
  return (
    <Form method="post" className="card card--padded form" noValidate>
      <h2 className="nhsuk-heading-s">Take off the list</h2>
      <EntryFields entry={entry} intent="take-off" command={command} />
      <Choices
        legend="Why do they come off the list?"
        hint="The group can no longer open their record. What was written is kept."
        field={fieldsOf(rejected)('end_reason')}
        choices={choicesFrom(endReasonWords)}
      />
      <Submit quiet>Take off the list</Submit>
    </Form>
  )
}
