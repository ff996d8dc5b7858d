import { PassThrough } from 'node:stream'

import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

import { NonceProvider } from './nonce.ts'

/** How long a page may take to render before the answer is broken off. */
const ABORT_AFTER_MS = 10_000

/** Renders a page to HTML. Nothing in it is deferred, so that it is whole for a reader without JavaScript. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let finalStatus = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={cspNonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={cspNonce} />
      </NonceProvider>,
      {
        nonce: cspNonce,
        onAllReady() {
          headers.set('Content-Type', 'text/html; charset=utf-8')
          const body = new PassThrough()
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }))
          pipe(body)
        },
        onShellError: (error) => reject(error instanceof Error ? error : new Error('The page could not be rendered.')),
        onError: () => {
          finalStatus = 500
        },
      },
    )
    setTimeout(abort, ABORT_AFTER_MS).unref()
  })
}

/** Reports what a loader or action threw without meaning to. A reader who went away is no error. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) context.reportError(error)
}
