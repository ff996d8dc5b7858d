import { useLocation, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { markReadingAgain } from '../../live/use-read-again.ts'
import { searchAddress } from './search-box.tsx'

/**
 * Keeps what was searched for as fresh as the list behind it: when that was read again because something
 * changed, the search is sent again too.
 *
 * @param listed the list behind the search, a new object each time it is read
 * @param searched what was looked for, while the page shows what was found
 */
export function useFollowedSearch(listed: object, searched: string | undefined): void {
  const { pathname, search } = useLocation()
  const submit = useSubmit()
  const before = useRef(listed)
  useEffect(() => {
    if (before.current === listed) return
    before.current = listed
    if (!searched) return
    // After the list itself has settled, which takes its own mark away.
    const timer = setTimeout(() => {
      markReadingAgain()
      const action = searchAddress(pathname, search)
      submit({ search: searched }, { method: 'post', action, replace: true, preventScrollReset: true })
    })
    return () => clearTimeout(timer)
  }, [listed, searched, submit, pathname, search])
}
