import { Form } from '@remix-run/react'
import { TextInput } from 'nhsuk-react-components'

import { reasonWords } from '../../words/caseload.ts'
import { choicesFrom } from '../../words/choose.ts'
import { Choices } from '../forms/choices.tsx'
import { CommandKey } from '../forms/command-key.tsx'
import { DateBoxes } from '../forms/date-boxes.tsx'
import { fieldsOf, type Rejected } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'

/**
 * Asks for somebody to be put on the group's list, by what only those know who know the person. The answer
 * is the same whether or not there is such a person.
 */
export function ProposeForm({
  command,
  rejected,
}: {
  command: { key: string; id: string }
  rejected: Rejected | undefined
}) {
  const field = fieldsOf(rejected)
  return (
    <>
      <p className="lede">
        Their registered practice confirms it. Until then the group sees their name and nothing else.
      </p>
      <Form method="post" className="card card--padded form" noValidate>
        <CommandKey command={command} />
        <TextInput
          label="NHS number"
          hint="Ten digits, as on a letter to the person"
          width={10}
          inputMode="numeric"
          autoComplete="off"
          {...field('nhs_number')}
        />
        <DateBoxes legend="Date of birth" name="birth_date" rejected={rejected} />
        <Choices legend="Why should they be on the list?" field={field('reason')} choices={choicesFrom(reasonWords)} />
        <Submit>Ask to add</Submit>
      </Form>
    </>
  )
}
