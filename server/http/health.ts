import { type Express } from 'express'

/** What the answers to "are you well?" are taken from. */
export interface Health {
  /** Whether the process has begun to end. */
  readonly isDraining: () => boolean
  /** Resolves when the database answers; rejects when it does not. */
  readonly askDatabase: () => Promise<unknown>
}

/** A database that takes longer than this to say that it is there is of no use to anybody, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000

/**
 * Mounts `/healthz` (200 while the process can answer at all: restart it when it cannot) and `/readyz` (200 while it
 * can serve people: send it none when it cannot, because it is ending or its database does not answer).
 */
export function mountHealth(app: Express, { isDraining, askDatabase }: Health): void {
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n')
  })
  app.get('/readyz', (_request, response) => {
    const answer = (status: number, text: string) => response.status(status).type('text/plain').send(text)
    if (isDraining()) {
      answer(503, 'ending\n')
      return
    }
    within(ANSWER_WITHIN_MS, askDatabase()).then(
      () => answer(200, 'ready\n'),
      () => answer(503, 'the database does not answer\n'),
    )
  })
}

/** The same answer, or a rejection when it takes too long: a line that fell silent gives none at all. */
async function within(ms: number, asked: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The database took too long.')), ms)
  })
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer))
}
