import { Form, Link, useLocation } from '@remix-run/react'

export const SEARCH_BOX = 'search'

/** Where a search of the list at an address is sent. */
export function searchAddress(pathname: string, search: string): string {
  return `${pathname}${search}${search ? '&' : '?'}index`
}

/**
 * Finds people by the beginning of their family name, or by NHS number. It is sent as a command is, so that
 * what was looked for stands in no address, log or history.
 *
 * @param searched what was looked for, when the page shows what was found
 */
export function SearchBox({ searched }: { searched: string | undefined }) {
  const { pathname, search } = useLocation()
  return (
    <Form className="search" method="post" action={searchAddress(pathname, search)} role="search">
      <label className="nhsuk-u-visually-hidden" htmlFor={SEARCH_BOX}>
        Family name or NHS number
      </label>
      <input
        className="nhsuk-input"
        id={SEARCH_BOX}
        name="search"
        type="search"
        autoComplete="off"
        spellCheck={false}
        placeholder="Family name or NHS number   ( / )"
        defaultValue={searched ?? ''}
        key={searched ?? ''}
      />
      <button className="nhsuk-button nhsuk-button--secondary" type="submit">
        Find
      </button>
      {searched && <Link to={`${pathname}${search}`}>Clear</Link>}
    </Form>
  )
}
