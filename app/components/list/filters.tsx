import { Form, Link, useSubmit } from '@remix-run/react'

import { currentStatuses, statusWords } from '../../words/caseload.ts'
import { wordFor } from '../../words/choose.ts'
import type { ListAddress } from './question.ts'

const filters = [
  {
    name: 'status',
    label: 'Status',
    choices: [
      { value: '', label: 'Any' },
      ...currentStatuses.map((value) => ({ value, label: wordFor(statusWords, value) })),
    ],
  },
  {
    name: 'manager',
    label: 'Care manager',
    choices: [
      { value: '', label: 'Anyone' },
      { value: 'mine', label: 'Me' },
      { value: 'nobody', label: 'No one yet' },
    ],
  },
  {
    name: 'review',
    label: 'Review',
    choices: [
      { value: '', label: 'Any time' },
      { value: 'overdue', label: 'Overdue' },
      { value: 'week', label: 'Due within a week' },
      { value: 'month', label: 'Due within four weeks' },
    ],
  },
] as const

/** What the list is narrowed to. A choice takes hold at once where there is JavaScript, else by the button. */
export function Filters({ address }: { address: ListAddress }) {
  const submit = useSubmit()
  const narrowed = Boolean(address.status || address.manager || address.review)
  return (
    <Form
      className="filters"
      method="get"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      {address.sort && (
        <>
          <input type="hidden" name="sort" value={address.sort} />
          <input type="hidden" name="direction" value={address.direction} />
        </>
      )}
      {filters.map(({ name, label, choices }) => (
        <label key={name} className={address[name] ? 'filter filter--on' : 'filter'}>
          <span>{label}</span>
          <select name={name} defaultValue={address[name]} key={address[name]}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <noscript>
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">
          Show
        </button>
      </noscript>
      {narrowed && <Link to="?">Show everyone</Link>}
    </Form>
  )
}
