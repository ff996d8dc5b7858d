import { Link, useSearchParams } from '@remix-run/react'

export interface PagesProps {
  /** How many rows this page has. */
  shown: number
  /** How many people there are in all. */
  total: number
  /** The cursor of the page after this one. */
  next: string | null
  /** Whether this is a later page than the first. */
  later: boolean
  /** Whether the page shows what was searched for, which has no address to go on to. */
  searching: boolean
}

/** How much of the list is on the page, the way to the rest, and the keys. */
export function Pages({ shown, total, next, later, searching }: PagesProps) {
  const [search] = useSearchParams()
  const onward = new URLSearchParams(search)
  if (next) onward.set('after', next)
  const back = new URLSearchParams(search)
  back.delete('after')
  return (
    <nav className="pages" aria-label="Pages of the list">
      <span>
        {shown} of {total} {total === 1 ? 'person' : 'people'}
      </span>
      {later && <Link to={`?${back.toString()}`}>First page</Link>}
      {next && !searching && <Link to={`?${onward.toString()}`}>Next page</Link>}
      {next && searching && <span>Type more of the name to see the rest.</span>}
      <span className="pages__keys" aria-hidden="true">
        ↑↓ move · Enter open · / search
      </span>
    </nav>
  )
}
