import { Form } from '@remix-run/react'

import type { PurposeChoice } from '../../api/outputs.ts'
import type { Rejected } from '../forms/form-state.ts'
import { ChosenFields, hoursInWords } from './chosen-fields.tsx'
import { ExceptionalChoice } from './exceptional-choice.tsx'

export interface PurposeChoicesProps {
  choices: readonly PurposeChoice[]
  rejected: Rejected | undefined
  /** Whether the reader holds several roles here, so that each choice says for which it stands. */
  manyRoles: boolean
}

/** What one may be here for, the usual first. An everyday purpose is one press; one that needs a reason opens a form. */
export function PurposeChoices({ choices, rejected, manyRoles }: PurposeChoicesProps) {
  return (
    <ul className="plain-list choices">
      {choices.map((choice, at) => {
        const asks = choice.reason_required || choice.target === 'patient'
        return (
          <li key={`${choice.practitioner_role_id} ${choice.route} ${choice.purpose}`}>
            {asks ? (
              <ExceptionalChoice choice={choice} rejected={rejected} />
            ) : (
              <Form method="post">
                <ChosenFields choice={choice} />
                <button className={at === 0 ? 'choice choice--usual' : 'choice'} type="submit">
                  <strong className="choice__name">{choice.name}</strong>
                  {manyRoles && (
                    <span className="choice__line">
                      As {choice.role_words} · {choice.organisation_name}
                    </span>
                  )}
                  <span className="choice__line">
                    {choice.opens} {choice.leaves_out}
                  </span>
                  <span className="choice__line">Ends after {hoursInWords(choice.hours)}.</span>
                </button>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
}
