import { Form, Link } from '@remix-run/react'

import type { CaseloadEntry, OpenCommand } from '../../api/outputs.ts'
import { reasonWords, statusWords } from '../../words/caseload.ts'
import { wordFor } from '../../words/choose.ts'
import { CommandKey } from '../forms/command-key.tsx'
import { Submit } from '../forms/submit.tsx'
import { ReviewDue } from '../marks/review-due.tsx'
import { shown, Value } from '../marks/value.tsx'
import { isProposed, versionOf } from './current-entry.ts'

export interface EntryPanelProps {
  entry: CaseloadEntry
  now: string
  changeAt: string
  /** What the policy lets this reader do. */
  may: readonly OpenCommand[]
  /** The reader's own practitioner role, to tell whether they are the one who was named. */
  mine: string
  command: { key: string }
}

/** How a person stands on a group's list: who looks after the case, when it is looked at again. */
export function EntryPanel({ entry, now, changeAt, may, mine, command }: EntryPanelProps) {
  const named = shown(entry.care_manager)
  const accepted = shown(entry.care_manager_accepted_at)
  const id = `entry-${entry.id}`
  return (
    <section className="card entry" aria-labelledby={id}>
      <div className="section__head">
        <h2 className="nhsuk-heading-s" id={id}>
          On the list
        </h2>
        {(may.includes('change_caseload_entry') || (may.includes('confirm_on_caseload') && isProposed(entry))) && (
          <Link to={changeAt}>
            {isProposed(entry) ? 'Confirm' : 'Change'}
            <span className="nhsuk-u-visually-hidden"> how they stand on the list</span>
          </Link>
        )}
      </div>
      <dl className="facts">
        <div>
          <dt>Care manager</dt>
          <dd>
            {named === null && entry.care_manager.state === 'shown' ? (
              <span className="absent">no one yet</span>
            ) : (
              <Value field={entry.care_manager} what="care manager" />
            )}
            {named && (
              <div className="under">
                <Value field={entry.care_manager_service} what="the care manager’s service" />
                {!accepted && ' · asked, not accepted yet'}
              </div>
            )}
          </dd>
        </div>
        <div>
          <dt>Review</dt>
          <dd>
            <ReviewDue due={entry.review_due} now={now} />
          </dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>
            <Value field={entry.status} what="status">
              {(status) => wordFor(statusWords, status)}
            </Value>
            <div className="under">
              <Value field={entry.reason} what="reason">
                {(reason) => wordFor(reasonWords, reason)}
              </Value>
            </div>
          </dd>
        </div>
      </dl>
      {named && !accepted && may.includes('accept_as_care_manager') && shown(entry.care_manager_id) === mine && (
        <Form method="post" action={changeAt}>
          <CommandKey command={{ key: command.key, id: entry.id }} />
          <input type="hidden" name="intent" value="accept" />
          <input type="hidden" name="expected" value={versionOf(entry)} />
          <Submit>Accept as care manager</Submit>
        </Form>
      )}
    </section>
  )
}
