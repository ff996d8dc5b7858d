import { Link } from '@remix-run/react'

import type { PatientRecord, Section } from '../../api/outputs.ts'
import { pathOf } from '../../api/paths.ts'
import { midSentence, sentenceCase } from '../../words/choose.ts'
import { partWords } from '../../words/parts.ts'
import { MayBeIncomplete } from '../marks/incomplete.tsx'
import { Value } from '../marks/value.tsx'
import { type Fact, factsOf } from './facts.ts'
import { LineRow } from './line-row.tsx'
import { type Line, linesOf } from './lines.ts'
import { Why } from './why.tsx'

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
  const facts = withheld ? [] : factsOf(record, section.category)
  const lines = withheld ? [] : linesOf(record, section)
  const empty = !withheld && facts.length === 0 && lines.length === 0
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section__head">
        <h2 className="nhsuk-heading-s" id={id}>
          {section.heading}
        </h2>
        <Why section={section} placeId={placeId} />
        {withheld && <span className="withheld-word">not shown to you</span>}
        {empty && <span className="absent">none recorded</span>}
        <span className="section__shared">
          {sentenceCase(section.shared_with_words)}
          {section.state === 'conditional' && (
            <>
              {' · '}
              <MayBeIncomplete />
            </>
          )}
        </span>
      </div>
      {facts.length > 0 && <Facts facts={facts} />}
      {lines.length > 0 && <Lines lines={lines} what={midSentence(section.heading)} />}
      {!withheld && <Earlier section={section} record={record} placeId={placeId} />}
    </section>
  )
}

/** The way to the rest of a part of which the page holds only the newest. */
function Earlier({ section, record, placeId }: SectionProps) {
  const parts = new Set(section.rows.map(({ part }) => part).filter((part) => record.cut_short.includes(part)))
  return [...parts].map((part) => (
    <p key={part} className="quiet section__more">
      Only the newest are here. <Link to={pathOf.older(placeId, record.id, part)}>See all {partWords[part]}</Link>
    </p>
  ))
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, field }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Value field={field} what={midSentence(label)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Lines({ lines, what }: { lines: readonly (Line & { id: string })[]; what: string }) {
  return (
    <ul className="plain-list lines">
      {lines.map((line) => (
        <LineRow key={line.id} line={line} what={what} />
      ))}
    </ul>
  )
}
