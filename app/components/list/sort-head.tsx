import { Link, useSearchParams } from '@remix-run/react'

export interface SortHeadProps {
  /** What the style sheet calls the column. */
  name: string
  /** The column as the API knows it; none for one that cannot be sorted by. */
  by?: string
  label: string
  /** How the list is sorted now. */
  sorted: { by: string; direction: 'asc' | 'desc' }
}

/** The head of a column; pressed, it sorts the list, and pressed again the other way round. */
export function SortHead({ name, by, label, sorted }: SortHeadProps) {
  const [search] = useSearchParams()
  if (!by) {
    return (
      <th scope="col" className={`col-${name}`}>
        {label}
      </th>
    )
  }
  const current = sorted.by === by
  const next = current && sorted.direction === 'asc' ? 'desc' : 'asc'
  const to = new URLSearchParams(search)
  to.set('sort', by)
  to.set('direction', next)
  to.delete('after')
  to.delete('done')
  return (
    <th
      scope="col"
      className={`col-${name}`}
      aria-sort={current ? (sorted.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link className="sort" to={`?${to.toString()}`} preventScrollReset>
        {label}
        <span className="sort__way" aria-hidden="true">
          {current ? (sorted.direction === 'asc' ? ' ▲' : ' ▼') : ''}
        </span>
      </Link>
    </th>
  )
}
