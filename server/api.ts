import { createExpressMiddleware } from '@trpc/server/adapters/express'
import type { Request, RequestHandler, Response } from 'express'

import type { Context, Rooms } from './context.ts'
import { requestIdOf } from './http/request-id.ts'
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

/** Makes the API. */
export function createApi({ logger, ...rooms }: Rooms & { readonly logger: Logger }): Api {
  return {
    overHttp: createExpressMiddleware({
      router: appRouter,
      createContext: ({ req, res }) => contextOf(rooms, req, res),
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
      return { api: createCaller(await contextOf(rooms, request, response)), problemOf }
    },
  }
}

/** What a screen sets while it reads again by itself, because something changed. */
const READING_AGAIN = /(?:^|;\s*)reading_again=1(?:;|$)/

async function contextOf(rooms: Rooms, request: Request, response: Response): Promise<Context> {
  const cookieHeader = request.headers.cookie
  // Only what a person does puts off the end of their session, or a busy list would keep it open for ever.
  const byItself = READING_AGAIN.test(cookieHeader ?? '')
  return {
    ...rooms,
    refresh: byItself,
    session: await (byItself ? rooms.auth.recognise(cookieHeader) : rooms.auth.validate(cookieHeader)),
    requestId: requestIdOf(response),
    address: request.ip ?? '',
    userAgent: request.get('user-agent'),
    cookieHeader,
    setCookie: (value) => response.append('Set-Cookie', value),
  }
}
