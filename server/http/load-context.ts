import type { AppLoadContext } from '@remix-run/node'
import type { Request, Response } from 'express'

import type { Api } from '../api.ts'
import type { Logger } from '../logger.ts'
import type { ReportedProblem } from '../problem-report.ts'
import type { Caller } from '../router.ts'
import { nonceOf } from './headers.ts'
import { requestIdOf } from './request-id.ts'

/** The accounts that the sample data comes with, for the page where one signs in. */
export interface SampleAccounts {
  readonly password: string
  readonly signIns: readonly {
    readonly email: string
    readonly name: string
    readonly role_words: string
    readonly organisation: string
    readonly group: string | null
  }[]
}

declare module '@remix-run/node' {
  /** What loaders, actions and the document get from the server as `context`. */
  interface AppLoadContext {
    /** The nonce that this answer's scripts must carry. */
    readonly cspNonce: string
    /** The number by which this request is found in the log and the audit, for a person who asks for help. */
    readonly requestId: string
    /** The API, as whoever sent this request. */
    readonly api: Caller
    /** What to tell a person of an error that the API threw. */
    readonly problemOf: (error: unknown) => ReportedProblem
    /** Null wherever data is real. */
    readonly sample: SampleAccounts | null
    /** Writes an error that no page expected to the program's log, which keeps what it quotes out. */
    readonly reportError: (error: unknown) => void
  }
}

/** Makes the context of one request for a page. */
export type LoadContext = (request: Request, response: Response) => Promise<AppLoadContext>

/** What the context is made from. */
export interface LoadContextParts {
  readonly api: Api
  readonly sample: SampleAccounts | null
  readonly logger: Logger
}

/** Gives every page the API as whoever asks, and the means to answer them. */
export function createLoadContext({ api, sample, logger }: LoadContextParts): LoadContext {
  return async (request, response) => {
    const requestId = requestIdOf(response)
    return {
      ...(await api.forPage(request, response)),
      cspNonce: nonceOf(response),
      requestId,
      sample,
      reportError: (error) => logger.error({ request: requestId, err: error }, 'a page failed'),
    }
  }
}
