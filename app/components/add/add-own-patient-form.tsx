import { Form } from '@remix-run/react'
import { Select } from 'nhsuk-react-components'

import { reasonWords, statusWords } from '../../words/caseload.ts'
import { choicesFrom, wordFor } from '../../words/choose.ts'
import { Choices } from '../forms/choices.tsx'
import { CommandKey } from '../forms/command-key.tsx'
import { fieldsOf, type Rejected } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'

export interface AddOwnPatientFormProps {
  own: { id: string; groups: readonly { id: string; name: string }[] }
  command: { key: string; id: string }
  rejected: Rejected | undefined
}

/** Puts a patient of the practice on a group's list; being theirs, they are confirmed at once. */
export function AddOwnPatientForm({ own, command, rejected }: AddOwnPatientFormProps) {
  const field = fieldsOf(rejected, { status: 'active' })
  if (own.groups.length === 0) {
    return <p className="lede">Your practice has not joined a group yet, so there is no list to put anybody on.</p>
  }
  return (
    <Form method="post" className="card card--padded form" noValidate>
      <CommandKey command={command} />
      <input type="hidden" name="patient" value={own.id} />
      <Select label="Which group’s list?" {...field('group')}>
        {own.groups.map(({ id, name }) => (
          <Select.Option key={id} value={id}>
            {name}
          </Select.Option>
        ))}
      </Select>
      <Choices
        legend="Status"
        inline
        field={field('status')}
        choices={['active', 'waitlist', 'planned'].map((value) => ({ value, label: wordFor(statusWords, value) }))}
      />
      <Choices legend="Why should they be on the list?" field={field('reason')} choices={choicesFrom(reasonWords)} />
      <Submit>Put on the list</Submit>
    </Form>
  )
}
