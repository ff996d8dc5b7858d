import { Link } from '@remix-run/react'

import { timeInWords, timeLeft } from '../../words/dates.ts'
import { useMinute } from './use-minute.ts'

export interface PurposeSignProps {
  /** In words: "Direct care". */
  purpose: string
  endsAt: string
  now: string
  /** Where to say why one is here again. */
  changeAt: string
}

const SOON_MS = 15 * 60_000

/** Why one is here, until when, and the way to change it: on screen all the time. */
export function PurposeSign({ purpose, endsAt, now, changeAt }: PurposeSignProps) {
  const minute = useMinute(now)
  const soon = Date.parse(endsAt) - Date.parse(minute) < SOON_MS
  return (
    <div className={soon ? 'purpose purpose--soon' : 'purpose'}>
      <span className="nhsuk-u-visually-hidden">Why you are here: </span>
      <strong>{purpose}</strong>
      <span title={timeLeft(endsAt, minute)}> · {soon ? timeLeft(endsAt, minute) : `ends ${timeInWords(endsAt)}`}</span>
      <Link to={changeAt}>
        change<span className="nhsuk-u-visually-hidden"> why you are here</span>
      </Link>
    </div>
  )
}
