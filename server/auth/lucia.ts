import { type Adapter, Lucia, TimeSpan } from 'lucia'

import type { AccountAttributes, SessionAttributes } from './adapter.ts'
import { IDLE_SECONDS, SEEN_EVERY_SECONDS } from './open-sessions.ts'

/** Lucia puts off the end of a session when less than half of this is left: here, a minute after the last time. */
const LIFE = new TimeSpan(2 * (IDLE_SECONDS - SEEN_EVERY_SECONDS), 's')

/**
 * Makes Lucia as this program uses it.
 *
 * @param plainCookie for sample mode over http: Safari refuses `__Host-` and `Secure` there, even from this machine
 */
export function createLucia(adapter: Adapter, plainCookie: boolean) {
  return new Lucia(adapter, {
    sessionExpiresIn: LIFE,
    sessionCookie: {
      name: plainCookie ? 'session' : '__Host-session',
      attributes: { secure: !plainCookie, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ row_id, assurance_level }) => ({ row_id, assurance_level }),
    getUserAttributes: (attributes) => attributes,
  })
}

/** The value of the Set-Cookie header for a session: without an age, so that it goes when the browser is closed. */
export function sessionCookie(lucia: AppLucia, sessionId: string): string {
  const cookie = lucia.createSessionCookie(sessionId)
  delete cookie.attributes.maxAge
  return cookie.serialize()
}

/**
 * Reads the session id out of a Cookie header.
 *
 * @returns null when there is none, or when the header is not one that a browser sends
 */
export function readSessionId(lucia: AppLucia, cookieHeader: string | undefined): string | null {
  try {
    return lucia.readSessionCookie(cookieHeader ?? '') || null
  } catch {
    // Lucia decodes percent signs and throws on a lone one.
    return null
  }
}

export type AppLucia = ReturnType<typeof createLucia>

declare module 'lucia' {
  interface Register {
    Lucia: AppLucia
    DatabaseSessionAttributes: SessionAttributes
    DatabaseUserAttributes: AccountAttributes
  }
}
