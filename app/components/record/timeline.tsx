import type { Moment } from '../../api/outputs.ts'
import { plainWords } from '../../words/choose.ts'
import { dayInWords, momentInWords } from '../../words/dates.ts'
import { shown, Value } from '../marks/value.tsx'

/** As many things as stand at the side; the sections hold the rest. */
const MOST = 30

/** What happened, newest first, as far as this reader may know. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <aside className="card timeline" aria-labelledby="timeline">
      <h2 className="nhsuk-heading-s" id="timeline">
        Timeline
      </h2>
      {moments.length === 0 ? (
        <p className="absent">nothing with a date</p>
      ) : (
        <ol className="plain-list">
          {moments.slice(0, MOST).map((moment) => (
            <li key={`${moment.part} ${moment.id}`}>
              <span className="quiet">{moment.at.length > 10 ? momentInWords(moment.at) : dayInWords(moment.at)}</span>
              <div>
                <Value field={moment.what} what="what happened" />
              </div>
              {shown(moment.detail) && <span className="quiet">{plainWords(shown(moment.detail) ?? '')}</span>}
            </li>
          ))}
        </ol>
      )}
    </aside>
  )
}
