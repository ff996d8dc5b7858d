import { randomUUID } from 'node:crypto'

import type { RequestHandler, Response } from 'express'

/** What proxies call a request: 32 hexadecimal digits (nginx), or a UUID (Envoy, Traefik, HAProxy). */
const GIVEN_BY_PROXY = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/**
 * Gives each request the one id by which the log, the audit and the person know it, and says it in `X-Request-Id`.
 *
 * A configured proxy may have given it one; from anybody else the header was dropped before (`trustProxies`), since
 * whoever chooses the id of a request can make it pass for another.
 */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id') ?? ''
  const id = GIVEN_BY_PROXY.test(given) ? given : randomUUID()
  response.locals['requestId'] = id
  response.set('X-Request-Id', id)
  next()
}

/** The id that `nameRequest` gave the request of this answer. */
export function requestIdOf(response: Response): string {
  return String(response.locals['requestId'])
}
