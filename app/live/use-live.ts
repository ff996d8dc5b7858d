import { useEffect, useState } from 'react'
import { io } from 'socket.io-client'

import type { LIVE_PATH } from '../../server/live/frames.ts'
import type { LiveStatus } from '../components/frame/live-sign.tsx'
import { followPlace, LIVE_OPTIONS } from './follow-place.ts'
import { useReadAgain } from './use-read-again.ts'

const PATH: typeof LIVE_PATH = '/live'

/**
 * Keeps a page up to date: whenever something changes that it may show, its loaders run again. To be used once, by
 * the route that stays while one moves from page to page of a place.
 *
 * @param declaration under which the page reads; when it ends, the loaders run and lead to where it can be said again
 * @returns how the page stands to the server; before the first connection it is `reconnecting`
 */
export function useLive(declaration: string): { status: LiveStatus } {
  const [status, setStatus] = useState<LiveStatus>('reconnecting')
  const readAgain = useReadAgain()

  useEffect(() => {
    // A socket of its own for each place: nothing heard under one declaration is taken for news under another.
    const socket = io({ ...LIVE_OPTIONS, path: PATH })
    return followPlace(socket, declaration, { onChange: readAgain, onStatus: setStatus })
  }, [declaration, readAgain])

  return { status }
}
