import { Form } from '@remix-run/react'
import { Textarea, TextInput } from 'nhsuk-react-components'

import type { PurposeChoice } from '../../api/outputs.ts'
import { DateBoxes } from '../forms/date-boxes.tsx'
import { fieldsOf, type Rejected } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'
import { ChosenFields, hoursInWords, idsOf } from './chosen-fields.tsx'

/** A purpose that is about one person, or needs a reason: it opens a short form in its own card. */
export function ExceptionalChoice({ choice, rejected }: { choice: PurposeChoice; rejected: Rejected | undefined }) {
  const prefix = idsOf(choice)
  const sent = rejected && idsOf(rejected.values) === prefix ? rejected : undefined
  const field = fieldsOf(sent, {}, prefix)
  return (
    <details className="choice choice--asks" open={sent !== undefined}>
      <summary>
        <strong className="choice__name">{choice.name}</strong>
        <span className="choice__line">
          {choice.opens} {choice.leaves_out}
        </span>
        <span className="choice__line">Ends after {hoursInWords(choice.hours)}.</span>
      </summary>
      <Form method="post" className="form" noValidate>
        <ChosenFields choice={choice} />
        {choice.target === 'patient' && (
          <>
            <input type="hidden" name="about" value="patient" />
            <TextInput
              label="NHS number"
              hint="Ten digits, as on a letter to the person"
              width={10}
              inputMode="numeric"
              autoComplete="off"
              {...field('nhs_number')}
            />
            <DateBoxes legend="Date of birth" name="birth_date" rejected={sent} prefix={prefix} />
          </>
        )}
        {choice.reason_required && (
          <Textarea
            label="What is your reason?"
            hint="Say what makes you look now. Only those who review it read this."
            rows={3}
            {...field('reason')}
          />
        )}
        <Submit>Continue</Submit>
      </Form>
    </details>
  )
}
