import type { ReactNode } from 'react'

import type { Field } from '../../../server/access/field.ts'
import { Reason } from './reason.tsx'
import { Withheld } from './withheld.tsx'

export interface ValueProps<Value> {
  field: Field<Value>
  /** What it is, in the middle of a sentence: "address". */
  what: string
  /** How the value is written; as text when nothing is given. */
  children?: (value: Value) => ReactNode
}

/** One value as this reader may have it: the value, the plain words for its absence, or "withheld". */
export function Value<Kind>({ field, what, children }: ValueProps<Kind>) {
  if (field.state === 'withheld') {
    return (
      <Withheld what={what}>
        <Reason code={field.why} />
      </Withheld>
    )
  }
  if ('absent' in field) return <Absent absence={field.absent} what={what} />
  return <>{children ? children(field.value) : String(field.value)}</>
}

/** "not recorded" where nobody wrote anything, "none" where it is known that there is none. */
export function Absent({ absence, what }: { absence: 'not recorded' | 'known to be none'; what: string }) {
  return (
    <span className="absent">
      {absence === 'not recorded' ? 'not recorded' : 'none'}
      <span className="nhsuk-u-visually-hidden">: {what}</span>
    </span>
  )
}

/** The value of a field where it is shown and there, else `null`: for a line that says nothing of the rest. */
export function shown<Kind>(field: Field<Kind>): Kind | null {
  return field.state === 'shown' ? field.value : null
}
