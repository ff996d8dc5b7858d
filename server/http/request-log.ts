import type { RequestHandler } from 'express'

import type { Logger } from '../logger.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * Writes a line for each answer: method, path, status and milliseconds.
 *
 * Ids in the path become `:id` and the query is left out: who looked at whom is in the audit, which few may read,
 * and not in a log, which many can.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    const path = request.path.replace(UUID, ':id')
    response.on('finish', () => {
      const took = Math.round(performance.now() - started)
      logger.info({ method: request.method, path, status: response.statusCode, ms: took }, 'answered')
    })
    next()
  }
}
