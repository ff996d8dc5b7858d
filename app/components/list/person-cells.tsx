import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import type { CaseloadRow, PatientRow } from '../../api/outputs.ts'
import { ageOn, dayInWords, dayOf } from '../../words/dates.ts'
import { nhsNumberInGroups } from '../../words/person.ts'
import { shown, Value } from '../marks/value.tsx'

type Person = CaseloadRow | PatientRow

/** A person's name as a list has it: family name in capitals, so that the eye finds it. */
export function nameOf(person: Pick<Person, 'family_name' | 'given_names'>): string {
  const family = shown(person.family_name)?.toLocaleUpperCase('en-GB')
  return [family, shown(person.given_names)].filter(Boolean).join(', ')
}

/** Who it is, as the way to their page, and their NHS number. */
export function NameCell({ person, to }: { person: Person; to: string }) {
  const name = nameOf(person)
  return (
    <>
      <Link className="row-link" to={to} data-row>
        {name || 'Name not shown'}
      </Link>
      <Under>
        <Value field={person.nhs_number} what="NHS number">
          {nhsNumberInGroups}
        </Value>
      </Under>
    </>
  )
}

/** When they were born, and how old they are. */
export function BornCell({ person, now }: { person: Person; now: string }) {
  const birthDate = shown(person.birth_date)
  const precision = shown(person.birth_date_precision) ?? 'day'
  const known = birthDate === null ? null : asKnown(birthDate, precision)
  const age = birthDate === null || precision !== 'day' ? null : ageOn(birthDate, dayOf(now))
  return (
    <>
      <Value field={person.birth_date} what="date of birth">
        {() => dayInWords(known ?? '')}
      </Value>
      {age !== null && !shown(person.deceased) && (
        <Under>
          {age}
          <span className="nhsuk-u-visually-hidden"> years old</span>
        </Under>
      )}
      {shown(person.deceased) && <Under>has died</Under>}
    </>
  )
}

/** As much of a day as was recorded: a birth date of which only the year is known stands as 1 January. */
export function asKnown(day: string, precision: string): string {
  return day.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10)
}

/** Where they live, and how to reach them. */
export function AddressCell({ person }: { person: Person }) {
  const town = [shown(person.address_city), shown(person.address_postcode)].filter(Boolean).join(' ')
  return (
    <>
      <Value field={person.address_lines} what="address">
        {(lines) => lines.join(', ')}
      </Value>
      {town && <Under>{town}</Under>}
    </>
  )
}

/** The second, quieter line of a cell. */
export function Under({ children }: { children: ReactNode }) {
  return <div className="under">{children}</div>
}
