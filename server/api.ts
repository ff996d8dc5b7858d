import { createExpressMiddleware } from '@trpc/server/adapters/express'
import type { Request, RequestHandler, Response } from 'express'

import type { SignedIn } from './auth/signed-in.ts'
import type { Context, Rooms } from './context.ts'
import { requestIdOf } from './http/request-id.ts'
import { createLimit } from './limit.ts'
import type { Logger } from './logger.ts'
import { problemOf, type ReportedProblem } from './problem-report.ts'
import { appRouter, type Caller, createCaller } from './router.ts'

/** What a page gets of the API. */
export interface PageApi {
  readonly api: Caller
  readonly problemOf: (error: unknown) => ReportedProblem
}

/** The API of this program, over HTTP and within it. */
export interface Api {
  /** Answers the browser; to be mounted at /trpc. */
  readonly overHttp: RequestHandler
  /** The routes that it answers there. */
  readonly routes: readonly string[]
  /** The API of one request for a page, called in process by its loaders and actions. */
  readonly forPage: (request: Request, response: Response) => Promise<PageApi>
}

/** The most calls in one batch: a screen has a handful. */
const MOST_CALLS = 10

/** The longest body, in bytes: many times the longest form. */
const LONGEST_BODY = 256 * 1024

/** What the API is made from. */
export interface ApiParts extends Rooms {
  readonly logger: Logger
  /** How often in a second, in the long run, one person may ask for patient information. */
  readonly readsPerSecond: number
}

/** How much of that, in seconds, may be asked for at once: a page asks for several things. */
const SAVED_UP_SECONDS = 10

/** Makes the API. */
export function createApi({ logger, readsPerSecond, ...rooms }: ApiParts): Api {
  const mayAsk = createLimit(SAVED_UP_SECONDS * readsPerSecond, readsPerSecond)
  const standing = { ...rooms, mayAsk: ({ account_id }: SignedIn) => mayAsk(account_id) }
  return {
    overHttp: createExpressMiddleware({
      router: appRouter,
      createContext: ({ req, res }) => contextOf(standing, req, res),
      maxBatchSize: MOST_CALLS,
      maxBodySize: LONGEST_BODY,
      // What is searched for stays out of addresses, which logs and histories keep: queries may come by POST.
      allowMethodOverride: true,
      onError: ({ error, path, ctx }) => {
        if (problemOf(error).code !== 'internal') return
        logger.error({ request: ctx?.requestId, err: error, procedure: path }, 'a procedure failed')
      },
    }),
    routes: [...Object.keys(appRouter._def.procedures), ':batch'].map((name) => `/trpc/${name}`),
    async forPage(request, response) {
      return { api: createCaller(await contextOf(standing, request, response)), problemOf }
    },
  }
}

/** What a screen sets while it reads again by itself, because something changed. */
const READING_AGAIN = /(?:^|;\s*)reading_again=1(?:;|$)/

async function contextOf(
  standing: Rooms & Pick<Context, 'mayAsk'>,
  request: Request,
  response: Response,
): Promise<Context> {
  const cookieHeader = request.headers.cookie
  // Only what a person does puts off the end of their session, or a busy list would keep it open for ever.
  const byItself = READING_AGAIN.test(cookieHeader ?? '')
  return {
    ...standing,
    refresh: byItself,
    session: await (byItself ? standing.auth.recognise(cookieHeader) : standing.auth.validate(cookieHeader)),
    requestId: requestIdOf(response),
    address: request.ip ?? '',
    userAgent: request.get('user-agent'),
    cookieHeader,
    setCookie: (value) => response.append('Set-Cookie', value),
  }
}
