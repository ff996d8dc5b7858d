import { type Express } from 'express'

/** What the answers to "are you well?" are taken from. */
export interface Health {
  /** Whether the process has begun to end. */
  readonly isDraining: () => boolean
  /** Resolves when the database answers; rejects when it does not. */
  readonly askDatabase: () => Promise<unknown>
}

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
    askDatabase().then(
      () => answer(200, 'ready\n'),
      () => answer(503, 'the database does not answer\n'),
    )
  })
}
