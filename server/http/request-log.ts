import type { RequestHandler } from 'express'

import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { requestIdOf } from './request-id.ts'

/**
 * Writes a line for each answer: its request's id, method, route, status and milliseconds.
 *
 * The route stands for the path and the query is left out: who looked at whom is in the audit, which few may read,
 * and not in a log, which many can. By the request's id whoever may read both finds one from the other.
 *
 * @param routeOf says of a path which route answers it
 * @param answered told of each answer besides
 */
export function requestLog(
  logger: Logger,
  routeOf: (path: string) => string,
  answered: Metrics['answered'],
): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    const { method } = request
    const route = routeOf(request.path)
    response.on('finish', () => {
      const took = performance.now() - started
      const { statusCode: status } = response
      logger.info({ request: requestIdOf(response), method, route, status, ms: Math.round(took) }, 'answered')
      answered({ method, route, status, seconds: took / 1000 })
    })
    next()
  }
}
