import type { IncomingMessage } from 'node:http'

import type { Auth } from '../auth/auth.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import { isFromOwnPage } from '../http/origin.ts'

/** Decides who may open a socket, and remembers whose it is. */
export interface Handshake {
  /** Whether a request to open a socket is let through. Never throws. */
  readonly admit: (request: IncomingMessage) => Promise<boolean>
  /** Whose request it was that was let through. */
  readonly sessionOf: (request: IncomingMessage) => SignedIn | undefined
}

/**
 * A socket is opened by a signed-in person from a page of ours. Browsers let any page open a WebSocket to anywhere and
 * send the cookies along, so the Origin is checked here, where Socket.IO's `cors` does not. A socket does not count as
 * use of the session.
 *
 * @param mayOpen whether this person may open one more now
 */
export function createHandshake(
  auth: Pick<Auth, 'recognise'>,
  origins: ReadonlySet<string>,
  mayOpen: (session: SignedIn) => boolean,
  onError: (error: unknown) => void,
): Handshake {
  const sessions = new WeakMap<IncomingMessage, SignedIn>()
  return {
    async admit(request) {
      const { origin, cookie, 'sec-fetch-site': site } = request.headers
      const secFetchSite = Array.isArray(site) ? site.join(', ') : site
      if (!isFromOwnPage({ origin, secFetchSite }, origins)) return false
      try {
        const session = await auth.recognise(cookie)
        if (!session || !mayOpen(session)) return false
        sessions.set(request, session)
        return true
      } catch (error) {
        onError(error)
        return false
      }
    },
    sessionOf: (request) => sessions.get(request),
  }
}
