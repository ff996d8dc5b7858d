import type { Field } from '../../../server/access/field.ts'
import { dayInWords, daysUntil, dueInWords } from '../../words/dates.ts'
import { Value } from './value.tsx'

/** A review this near, in days, stands out. */
const SOON_DAYS = 7

/** When a case is to be looked at again: how far off, and the day; marked when it has passed. */
export function ReviewDue({ due, now }: { due: Field<string>; now: string }) {
  return (
    <Value field={due} what="review date">
      {(day) => {
        const left = daysUntil(day, now)
        const [far, exact] = [dueInWords(day, now), dayInWords(day)]
        return (
          <>
            <span className={left < 0 ? 'clock' : left <= SOON_DAYS ? 'soon' : undefined}>{far}</span>
            {far !== exact && <div className="under">{exact}</div>}
          </>
        )
      }}
    </Value>
  )
}
