import type { RequestHandler, Response } from 'express'

/** Far above any form of ours; files are imported by command, not over HTTP. */
const MOST_BYTES = 1024 * 1024

/** Many times the longest address of ours, in characters: what is searched for never stands in one. */
const LONGEST_ADDRESS = 4096

/** Refuses an address that is too long (414). */
export const limitAddress: RequestHandler = (request, response, next) => {
  if (request.originalUrl.length <= LONGEST_ADDRESS) return next()
  refuse(response, 414, 'This address is longer than any page of the service has.\n')
}

/** Refuses a body that is too long (413) or does not say how long it is (411), before anything reads it. */
export const limitBody: RequestHandler = (request, response, next) => {
  const length = request.get('content-length')
  if (length !== undefined && Number(length) > MOST_BYTES) {
    refuse(response, 413, 'This is more than the service takes in one request.\n')
  } else if (request.get('transfer-encoding') !== undefined) {
    refuse(response, 411, 'The request must say how long it is.\n')
  } else {
    next()
  }
}

function refuse(response: Response, status: number, text: string): void {
  response.set('Connection', 'close').status(status).type('text/plain').send(text)
}
