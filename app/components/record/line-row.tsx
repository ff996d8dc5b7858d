import { Value } from '../marks/value.tsx'
import type { Line } from './lines.ts'

/** One row of a section, as a line of three parts. What is withheld of it says so; what is empty says nothing. */
export function LineRow({ line, what }: { line: Line; what: string }) {
  const details = line.details.filter(({ field }) => field.state === 'withheld' || field.value !== null)
  return (
    <li className="line">
      <span className="line__what">
        <Value field={line.what} what={what} />
      </span>
      <span className="line__detail">
        {details.map((detail, at) => (
          <span key={detail.what}>
            {at > 0 && ' · '}
            <Value field={detail.field} what={detail.what} />
          </span>
        ))}
      </span>
      <span className="line__when">{line.when}</span>
    </li>
  )
}
