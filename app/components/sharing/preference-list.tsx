import { Form } from '@remix-run/react'

import type { Preference } from '../../api/outputs.ts'
import { wordFor } from '../../words/choose.ts'
import { momentInWords } from '../../words/dates.ts'
import { saidByWords } from '../../words/sharing.ts'
import { CommandKey } from '../forms/command-key.tsx'
import { Submit } from '../forms/submit.tsx'
import { shown } from '../marks/value.tsx'

export interface PreferenceListProps {
  preferences: readonly Preference[]
  /** Whether the reader is of the registered practice, which reads all of them. */
  keeper: boolean
  mayWithdraw: boolean
  now: string
  /** The key of the next command; whichever wish is withdrawn, the page is then made anew. */
  command: { key: string }
}

/** What the person asked, each as a sentence, newest first. */
export function PreferenceList({ preferences, keeper, mayWithdraw, now, command }: PreferenceListProps) {
  return (
    <section className="card card--padded" aria-labelledby="wishes">
      <h2 className="nhsuk-heading-s" id="wishes">
        {keeper ? 'What the person asked' : 'What you recorded'}
      </h2>
      {!keeper && (
        <p className="quiet">
          What a person asks can tell of their health, so here you see only what you recorded yourself. Their registered
          practice sees all of it.
        </p>
      )}
      {preferences.length === 0 ? (
        <p className="absent">none recorded</p>
      ) : (
        <ul className="plain-list wishes">
          {preferences.map((preference) => (
            <li key={preference.id}>
              <Wish preference={preference} now={now} command={mayWithdraw ? command : undefined} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Wish({
  preference,
  now,
  command,
}: {
  preference: Preference
  now: string
  command: { key: string } | undefined
}) {
  const withdrawnAt = shown(preference.withdrawn_at)
  const endsAt = shown(preference.ends_at)
  const over = withdrawnAt !== null || (endsAt !== null && Date.parse(endsAt) < Date.parse(now))
  const saidBy = shown(preference.said_by)
  const recordedAt = shown(preference.recorded_at)
  return (
    <>
      <p className={over ? 'wish wish--over' : 'wish'}>{preference.sentence}</p>
      <p className="quiet">
        {over && <strong>No longer in force. </strong>}
        {saidBy && `Said by: ${wordFor(saidByWords, saidBy).toLocaleLowerCase('en-GB')}. `}
        Recorded by {shown(preference.recorded_by) ?? 'somebody'}
        {recordedAt && `, ${momentInWords(recordedAt)}`}.
        {withdrawnAt && ` Withdrawn by ${shown(preference.withdrawn_by) ?? 'somebody'}, ${momentInWords(withdrawnAt)}.`}
      </p>
      {!over && command && (
        <Form method="post">
          <CommandKey command={{ key: command.key, id: preference.id }} />
          <input type="hidden" name="intent" value="withdraw" />
          <input type="hidden" name="expected" value={preference.versions.sharing_preference ?? 0} />
          <Submit quiet>
            Withdraw<span className="nhsuk-u-visually-hidden">: {preference.sentence}</span>
          </Submit>
        </Form>
      )}
    </>
  )
}
