import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import type { PatientRecord } from '../../api/outputs.ts'
import { ageOn, dayInWords, dayOf, momentInWords } from '../../words/dates.ts'
import { nhsNumberInGroups } from '../../words/person.ts'
import { Title } from '../frame/title.tsx'
import { asKnown, nameOf } from '../list/person-cells.tsx'
import { shown, Value } from '../marks/value.tsx'

export interface PatientHeadProps {
  record: PatientRecord
  now: string
  /** Where one came from. */
  trail: { to: string; label: string }[]
  /** What can be done here. */
  actions?: ReactNode
}

/** Who this is: name, birth and age, NHS number in 3-3-4, practice; then what one must know before a visit. */
export function PatientHead({ record, now, trail, actions }: PatientHeadProps) {
  return (
    <>
      <nav className="trail" aria-label="Breadcrumb">
        {trail.map(({ to, label }) => (
          <span key={to}>
            <Link to={to}>{label}</Link> ›{' '}
          </span>
        ))}
        {nameOf(record)}
      </nav>
      <div className="page-head patient-head">
        <Title>{nameOf(record) || 'Name not shown'}</Title>
        <ul className="plain-list patient-head__facts">
          <li>
            born <Born record={record} now={now} />
          </li>
          <li>
            <span className="nhsuk-u-visually-hidden">NHS number </span>
            <Value field={record.nhs_number} what="NHS number">
              {nhsNumberInGroups}
            </Value>
          </li>
          <li>
            <Value field={record.registered_practice} what="GP practice" />
          </li>
        </ul>
        {actions && <div className="page-head__end">{actions}</div>}
      </div>
      <Alerts record={record} />
    </>
  )
}

function Born({ record, now }: { record: PatientRecord; now: string }) {
  const precision = shown(record.birth_date_precision) ?? 'day'
  return (
    <Value field={record.birth_date} what="date of birth">
      {(day) => {
        const age = precision === 'day' && !shown(record.deceased) ? ageOn(day, dayOf(now)) : null
        return `${dayInWords(asKnown(day, precision))}${age === null ? '' : ` (${age})`}`
      }}
    </Value>
  )
}

/** What must be known before one rings or calls: death, and how the person is spoken with. */
function Alerts({ record }: { record: PatientRecord }) {
  const needs = record.communication_needs.flatMap(({ id, need }) => {
    const words = shown(need)
    return words ? [{ id, words }] : []
  })
  const died = shown(record.deceased)
  const diedAt = shown(record.deceased_at)
  if (!died && needs.length === 0) return null
  return (
    <ul className="plain-list alerts">
      {died && <li className="tag tag--alert">Has died{diedAt && `, ${momentInWords(diedAt)}`}</li>}
      {needs.map(({ id, words }) => (
        <li key={id} className="tag">
          {words}
        </li>
      ))}
    </ul>
  )
}
