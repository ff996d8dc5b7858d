import { randomBytes } from 'node:crypto'

import type { RequestHandler, Response } from 'express'

/** The port of Vite's own socket in development, apart from Socket.IO's. */
export const HOT_RELOAD_PORT = 24_678

/** What the headers depend on. */
export interface HeaderOptions {
  /** Whether people reach the service over https. */
  readonly https: boolean
  /** Lets Vite's injected styles and its socket through. */
  readonly development: boolean
}

/**
 * Sets the headers that every answer carries, and makes the nonce that its scripts must.
 *
 * Nothing is stored by browsers or proxies unless a later handler says so, since any page may hold a patient.
 */
export function securityHeaders(options: HeaderOptions): RequestHandler {
  return (_request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals['cspNonce'] = nonce
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, options),
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      // Not "no-referrer": with that, browsers send "Origin: null" with a form, and it could not be told from a forgery.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    })
    if (options.https) response.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    next()
  }
}

/** The nonce that `securityHeaders` made for this answer. */
export function nonceOf(response: Response): string {
  return String(response.locals['cspNonce'])
}

function contentSecurityPolicy(nonce: string, { https, development }: HeaderOptions): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'${development ? ` 'unsafe-inline'` : ''}`,
    `img-src 'self' data:`,
    `connect-src 'self'${development ? ` ws://localhost:${HOT_RELOAD_PORT}` : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
