import { Link } from '@remix-run/react'

import type { PatientRecord, Section } from '../../api/outputs.ts'
import { pathOf } from '../../api/paths.ts'
import { sentenceCase } from '../../words/choose.ts'
import { MayBeIncomplete } from '../marks/incomplete.tsx'
import { Value } from '../marks/value.tsx'
import { factsOf } from './facts.ts'
import { linesOf } from './lines.ts'

export interface SectionProps {
  section: Section
  record: PatientRecord
  placeId: string
}

/**
 * One heading of the record. It stands there for everybody, whatever is recorded, with the same line of whom
 * it is shared with; what is withheld leaves no other trace.
 */
export function RecordSection({ section, record, placeId }: SectionProps) {
  const id = `section-${section.category}`
  const withheld = section.state === 'withheld'
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section__head">
        <h2 className="nhsuk-heading-s" id={id}>
          {section.heading}
        </h2>
        <Why section={section} placeId={placeId} />
        <p className="section__shared">
          {sentenceCase(section.shared_with_words)}
          {section.state === 'conditional' && (
            <>
              {' · '}
              <MayBeIncomplete />
            </>
          )}
        </p>
      </div>
      {withheld ? (
        <p className="section__body">
          <span className="withheld-word">Not shown to you</span>
        </p>
      ) : (
        <Shown section={section} record={record} />
      )}
    </section>
  )
}

function Shown({ section, record }: Omit<SectionProps, 'placeId'>) {
  const facts = factsOf(record, section.category)
  const lines = linesOf(record, section)
  if (facts.length === 0 && lines.length === 0) {
    return (
      <p className="section__body">
        <span className="absent">none recorded</span>
      </p>
    )
  }
  return (
    <div className="section__body">
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(({ label, field }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Value field={field} what={label.toLocaleLowerCase('en-GB')} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {lines.length > 0 && (
        <ul className="plain-list lines">
          {lines.map((line) => (
            <li key={line.id} className="line">
              <span className="line__what">
                <Value field={line.what} what={section.heading.toLocaleLowerCase('en-GB')} />
              </span>
              <span className="line__detail">{line.detail}</span>
              <span className="line__when">{line.when}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Why one can or cannot see this, in the policy's words, and the way to the rule. */
function Why({ section, placeId }: Omit<SectionProps, 'record'>) {
  const can = section.state === 'withheld' ? 'can’t' : 'can'
  return (
    <details className="why" name="why">
      <summary>
        why {can} I see this?
        <span className="nhsuk-u-visually-hidden"> {section.heading}</span>
      </summary>
      <div className="reason">
        <strong>
          Why {can} I see {section.heading.toLocaleLowerCase('en-GB')}?
        </strong>
        <p>{section.words}</p>
        <p>
          <Link to={pathOf.rule(placeId, section.category)}>Read the rule, and what to do next</Link>
        </p>
      </div>
    </details>
  )
}
