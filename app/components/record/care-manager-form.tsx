import { Form } from '@remix-run/react'
import { Select } from 'nhsuk-react-components'

import { fieldsOf } from '../forms/form-state.ts'
import { Submit } from '../forms/submit.tsx'
import { shown } from '../marks/value.tsx'
import { EntryFields } from './entry-fields.tsx'
import type { EntryFormProps } from './entry-form.tsx'

/** A member who can be named. */
export interface Member {
  practitioner_role_id: string
  name: string
  role_words: string
  organisation_name: string
}

/** Names who looks after the case. It opens nothing to them until they accept. */
export function CareManagerForm({
  entry,
  command,
  members,
  rejected,
}: EntryFormProps & { members: readonly Member[] }) {
  const field = fieldsOf(rejected, { care_manager: shown(entry.care_manager_id) ?? '' })
  return (
    <Form method="post" className="card card--padded form" noValidate>
      <h2 className="nhsuk-heading-s">Care manager</h2>
      <EntryFields entry={entry} intent="name" command={command} />
      <Select
        label="Who looks after this case"
        hint="They are asked to accept. Nothing more opens to them until they do."
        {...field('care_manager')}
      >
        <Select.Option value="">No one</Select.Option>
        {members.map((member) => (
          <Select.Option key={member.practitioner_role_id} value={member.practitioner_role_id}>
            {member.name}, {member.role_words}, {member.organisation_name}
          </Select.Option>
        ))}
      </Select>
      <Submit quiet>Name care manager</Submit>
    </Form>
  )
}
