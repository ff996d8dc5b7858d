import { createTRPCClient, httpBatchLink } from '@trpc/client'

import type { AppRouter } from '../../server/router.ts'
import { PASSWORD } from './accounts.ts'

/** A browser without a screen: somebody's cookie, and the API and the pages of a server that runs. */
export interface Client {
  /** The session's cookie, as the Cookie header has it. */
  readonly cookie: string
  readonly api: ReturnType<typeof createTRPCClient<AppRouter>>
  /** Asks for a page, or posts a form to it. */
  readonly page: (path: string, form?: Record<string, string>) => Promise<Response>
}

/** Signs somebody in at a server, with `PASSWORD`. */
export async function clientOf(url: string, email: string): Promise<Client> {
  const origin = new URL(url).origin
  const answer = await fetch(new URL('/trpc/auth.signIn', url), {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`Could not sign in: ${await answer.text()}`)
  return clientWith(url, origin, cookie)
}

/**
 * The same session at another server of the same installation, or by another way.
 *
 * @param origin of the pages that ask
 * @param more headers to send with each request
 */
export function clientWith(
  url: string,
  origin: string,
  cookie: string,
  more: Readonly<Record<string, string>> = {},
): Client {
  const headers = { ...more, origin, cookie }
  return {
    cookie,
    api: createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: new URL('/trpc', url).href, methodOverride: 'POST', headers })],
    }),
    page: (path, form) =>
      fetch(new URL(path, url), {
        redirect: 'manual',
        headers,
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      }),
  }
}
