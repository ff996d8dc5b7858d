import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'

import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { securityHeaders } from './headers.ts'
import { type Health, mountHealth } from './health.ts'
import { mountMetrics } from './metrics-page.ts'
import { requireOwnHost, requireOwnPage } from './origin.ts'
import { trustProxies } from './proxies.ts'
import { nameRequest, requestIdOf } from './request-id.ts'
import { requestLog } from './request-log.ts'
import { limitAddress, limitBody } from './request-limits.ts'
import { routesOf } from './routes.ts'

/** What the HTTP side is put together from. */
export interface AppParts {
  readonly logger: Logger
  readonly health: Health
  /** From which origins changes are taken. */
  readonly origins: ReadonlySet<string>
  readonly https: boolean
  readonly development: boolean
  /** In sample mode only this machine's own names are answered. */
  readonly sampleMode: boolean
  readonly trustedProxies: readonly string[]
  /** Answers /trpc. */
  readonly api: RequestHandler
  /** Every route that is answered, for the log and the metrics: `/places/:placeId/why`. */
  readonly routes: readonly string[]
  readonly metrics: Metrics
  /** Who bears it may read the metrics from elsewhere. */
  readonly metricsToken: string | undefined
  /** Asked, in this order, for every other path. */
  readonly pages: readonly RequestHandler[]
}

/**
 * Puts the HTTP side together. The order is the defence: headers first, so that refusals carry them too; then who may
 * ask at all; only then the rooms that know about patients.
 */
export function createApp(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(trustProxies(app, parts.trustedProxies))
  app.use(nameRequest)
  app.use(securityHeaders({ https: parts.https, development: parts.development }))
  mountHealth(app, parts.health)
  mountMetrics(app, parts.metrics, parts.metricsToken)
  app.use(requestLog(parts.logger, routesOf(parts.routes), parts.metrics.answered))
  if (parts.sampleMode) app.use(requireOwnHost(parts.origins))
  app.use(requireOwnPage(parts.origins))
  app.use(limitAddress)
  app.use(limitBody)
  app.use('/trpc', parts.api)
  for (const page of parts.pages) app.use(page)
  app.use(lastResort(parts.logger))
  return app
}

/** Answers an error that nothing else caught with words that tell nothing, and logs it. */
function lastResort(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, next) => {
    const request = requestIdOf(response)
    logger.error({ request, err: error }, 'a request failed')
    if (response.headersSent) return next(error)
    const sorry = `Sorry, there is a problem with the service. Try again later.\nIf you ask for help, give this number: ${request}\n`
    response.status(500).type('text/plain').send(sorry)
  }
}
