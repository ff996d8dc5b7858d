import type { RequestHandler } from 'express'

/** Far above any form of ours; files are imported by command, not over HTTP. */
const MOST_BYTES = 1024 * 1024

/** Refuses a body that is too long (413) or does not say how long it is (411), before anything reads it. */
export const limitBody: RequestHandler = (request, response, next) => {
  const length = request.get('content-length')
  const refuse = (status: number, text: string) => response.status(status).type('text/plain').send(text)
  if (length !== undefined && Number(length) > MOST_BYTES) {
    response.set('Connection', 'close')
    refuse(413, 'This is more than the service takes in one request.\n')
  } else if (request.get('transfer-encoding') !== undefined) {
    response.set('Connection', 'close')
    refuse(411, 'The request must say how long it is.\n')
  } else {
    next()
  }
}
