import { Form } from '@remix-run/react'
import { Select, TextInput } from 'nhsuk-react-components'

import { choicesFrom } from '../../words/choose.ts'
import { saidByWords } from '../../words/sharing.ts'
import { Choices } from '../forms/choices.tsx'
import { CommandKey } from '../forms/command-key.tsx'
import { fieldsOf, type Rejected } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'
import { Tick } from '../forms/tick.tsx'

export interface WishFormProps {
  /** What can be named, as the API offers it. */
  choices: {
    what: readonly { value: string; words: string }[]
    organisation_kinds: readonly { value: string; words: string }[]
  }
  groups: readonly { value: string; label: string }[]
  /** Whether the reader may also record that something be shared after all. */
  mayPermit: boolean
  command: { key: string; id: string }
  rejected: Rejected | undefined
}

/**
 * Records what a person asks about sharing. It shows nothing of what is there already, and names nothing until
 * somebody chose: what stood there unread would be in force at once.
 */
export function WishForm({ choices, groups, mayPermit, command, rejected }: WishFormProps) {
  const field = fieldsOf(rejected, { effect: 'deny', said_by: 'patient' })
  return (
    <Form method="post" className="card card--padded form" noValidate>
      <h2 className="nhsuk-heading-s">Record what the person asks</h2>
      <p className="quiet">
        It is in force at once, on every open screen. Asking for less to be shared needs nobody’s approval. Only the
        registered practice, or whoever recorded it, can take it back.
      </p>
      <CommandKey command={command} />
      <input type="hidden" name="intent" value="record" />
      {mayPermit ? (
        <Choices
          legend="What do they ask?"
          inline
          field={field('effect')}
          choices={[
            { value: 'deny', label: 'Do not share' },
            { value: 'permit', label: 'Share after all' },
          ]}
        />
      ) : (
        <input type="hidden" name="effect" value="deny" />
      )}
      <Select label={mayPermit ? 'What' : 'What do they ask not to be shared?'} {...field('what')}>
        <Select.Option value="">Choose what</Select.Option>
        {choices.what.map(({ value, words }) => (
          <Select.Option key={value} value={value}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <Select label="With whom" {...field('organisation_kind')}>
        <Select.Option value="">Everyone outside the registered practice</Select.Option>
        {choices.organisation_kinds.map(({ value, words }) => (
          <Select.Option key={value} value={value}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <Select label="Where" {...field('group')}>
        <Select.Option value="">In every group</Select.Option>
        {groups.map(({ value, label }) => (
          <Select.Option key={value} value={value}>
            {label}
          </Select.Option>
        ))}
      </Select>
      <TextInput
        label="Until"
        hint="The last day. Leave it empty for no end."
        type="date"
        width={10}
        {...field('ends_at')}
      />
      <Choices legend="Who said so?" field={field('said_by')} choices={choicesFrom(saidByWords)} />
      <Tick
        field={field('incapacity_recorded')}
        label="It is recorded that the person cannot decide this themselves"
        hint="Needed for an attorney or a deputy: they decide only once this is recorded."
      />
      <Tick
        field={field('attested')}
        label="I have spoken with the person, or with whoever decides for them, and this is what they ask"
      />
      <Submit>Record it</Submit>
    </Form>
  )
}
