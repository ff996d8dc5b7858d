import type { Express, Request, RequestHandler } from 'express'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
] as const

/** Requests that say of themselves that somebody passed them on. */
const forwarded = new WeakSet<Request>()

/** Whether a request said that it was passed on, be it believed or not. */
export function cameByProxy(request: Request): boolean {
  return forwarded.has(request)
}

/**
 * Believes forwarded headers from the configured proxies only.
 *
 * Express asks its own setting, but Remix reads `X-Forwarded-Host` from whoever sent it; so from anybody else the
 * headers are taken away before any handler sees them.
 *
 * @param app is told whom to believe, for `request.ip` and `request.protocol`
 * @param proxies addresses or ranges
 */
export function trustProxies(app: Express, proxies: readonly string[]): RequestHandler {
  app.set('trust proxy', [...proxies])
  const isTrusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  return (request, _response, next) => {
    if (FORWARDED.some((name) => request.headers[name] !== undefined)) forwarded.add(request)
    const sender = request.socket.remoteAddress
    if (sender === undefined || !isTrusted(sender, 0)) for (const name of FORWARDED) request.headers[name] = undefined
    next()
  }
}
