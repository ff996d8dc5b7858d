import type { AppLoadContext } from '@remix-run/node'
import type { Request, Response } from 'express'

import type { Logger } from '../logger.ts'
import { nonceOf } from './headers.ts'

declare module '@remix-run/node' {
  /** What loaders, actions and the document get from the server as `context`. */
  interface AppLoadContext {
    /** The nonce that this answer's scripts must carry. */
    readonly cspNonce: string
    /** Writes an error that no page expected to the program's log, which keeps what it quotes out. */
    readonly reportError: (error: unknown) => void
  }
}

/** Makes the context of one request for a page. */
export type LoadContext = (request: Request, response: Response) => Promise<AppLoadContext> | AppLoadContext

/** The part of the context that needs nothing but the answer itself. */
export function bareLoadContext(logger: Logger): LoadContext {
  return (_request, response) => ({
    cspNonce: nonceOf(response),
    reportError: (error) => logger.error({ err: error }, 'a page failed'),
  })
}
