import { Link } from '@remix-run/react'

import type { Section } from '../../api/outputs.ts'
import { pathOf } from '../../api/paths.ts'
import { midSentence } from '../../words/choose.ts'

/** Why one can or cannot see a section, in the policy's words, and the way to the rule. */
export function Why({ section, placeId }: { section: Section; placeId: string }) {
  const can = section.state === 'withheld' ? 'can’t' : 'can'
  return (
    <details className="why" name="why">
      <summary>
        why {can} I see this?
        <span className="nhsuk-u-visually-hidden"> {section.heading}</span>
      </summary>
      <div className="reason">
        <strong>
          Why {can} I see {midSentence(section.heading)}?
        </strong>
        <p>{section.words}</p>
        <p>
          <Link to={pathOf.rule(placeId, section.category)}>Read the rule, and what to do next</Link>
        </p>
      </div>
    </details>
  )
}
