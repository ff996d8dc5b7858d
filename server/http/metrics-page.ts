import { createHash, timingSafeEqual } from 'node:crypto'

import type { Express, Request } from 'express'

import type { Metrics } from '../metrics.ts'
import { cameByProxy } from './proxies.ts'

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
const OWN_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/**
 * Mounts `/metrics`: for whoever asks on this very machine, past every proxy, or who knows the token. To everybody
 * else there is no such page.
 *
 * @param token asked for as `Authorization: Bearer …`; without one, only this machine is answered
 */
export function mountMetrics(app: Express, { text, contentType }: Metrics, token: string | undefined): void {
  app.get('/metrics', (request, response, next) => {
    if (!isOnThisMachine(request) && !bearsToken(request, token)) {
      response.status(404).type('text/plain').send('There is no such page.\n')
      return
    }
    text().then((all) => response.set('Content-Type', contentType).send(all), next)
  })
}

/** A proxy on this machine comes from here too: what it passes on is told by its headers, or by a name of others. */
function isOnThisMachine(request: Request): boolean {
  const comesFromHere = LOOPBACK.test(request.socket.remoteAddress ?? '')
  return comesFromHere && OWN_NAME.test(request.get('host') ?? '') && !cameByProxy(request)
}

/** Compared by their hashes and in constant time, so that nothing of the token can be learned from how long it takes. */
function bearsToken(request: Request, token: string | undefined): boolean {
  const hash = (value: string) => createHash('sha256').update(value).digest()
  return token !== undefined && timingSafeEqual(hash(request.get('authorization') ?? ''), hash(`Bearer ${token}`))
}
