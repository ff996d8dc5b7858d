import type { RequestHandler } from 'express'

/**
 * The origins of this program's own pages: only from these may a change be asked for, or a socket opened.
 *
 * @param publicUrl the address that people type; absent in sample mode, which is reached by any name of this machine
 * @param port the port that is listened on
 */
export function ownOrigins(publicUrl: URL | undefined, port: number): ReadonlySet<string> {
  if (publicUrl) return new Set([publicUrl.origin])
  return new Set([`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`])
}

/** What a browser says of where a request comes from. */
export interface Provenance {
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
}

/**
 * Whether a request that changes something was asked for by one of our own pages.
 *
 * Every browser in use sends Origin with such a request; one without it comes from no page at all, and no cookie
 * should be spent on it. Sec-Fetch-Site is checked besides, since a page cannot forge it.
 */
export function isFromOwnPage({ origin, secFetchSite }: Provenance, origins: ReadonlySet<string>): boolean {
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return false
  return origin !== undefined && origins.has(origin)
}

/** Refuses, with 403, every request but GET and HEAD that did not come from one of our own pages. */
export function requireOwnPage(origins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const provenance = { origin: request.get('origin'), secFetchSite: request.get('sec-fetch-site') }
    if (reads || isFromOwnPage(provenance, origins)) return next()
    response.status(403).type('text/plain').send('This request did not come from a page of this service.\n')
  }
}

/**
 * Refuses, with 421, a request for a host that is not ours.
 *
 * In sample mode everybody knows the passwords, and a foreign page could reach this machine under a name of its own
 * that it points here (DNS rebinding).
 */
export function requireOwnHost(origins: ReadonlySet<string>): RequestHandler {
  const hosts = new Set([...origins].map((origin) => new URL(origin).host))
  return (request, response, next) => {
    if (hosts.has(request.get('host') ?? '')) return next()
    response.status(421).type('text/plain').send('This service is not reached by that name.\n')
  }
}
