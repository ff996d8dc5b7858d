import { Writable } from 'node:stream'

import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { createLogger } from '../server/logger.ts'

/** Everything that a log writes while some work is done. */
function written(work: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = ''
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  work(createLogger('info', sink))
  return text
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('the log', () => {
  it('says of a database error its code, and nothing that it quotes', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "canary"'), {
      severity: 'ERROR',
      code: '22007',
      detail: 'Key (nhs_number)=(canary) already exists.',
      where: 'canary',
    })
    const text = written((logger) => logger.error({ err: error }, 'a request failed'))
    expect(text).toContain('22007')
    expect(text).not.toContain('canary')
  })

  it('says where an error of ours came from', () => {
    const text = written((logger) => logger.error({ err: new Error('The pages have not been built.') }))
    expect(text).toContain('The pages have not been built.')
    expect(text).toContain('logger.test.ts')
  })

  it('says what caused an error, by the same rules', () => {
    const cause = Object.assign(new Error('canary'), { severity: 'ERROR', code: '23505' })
    const text = written((logger) => logger.error({ err: new Error('It failed.', { cause }) }))
    expect(text).toContain('It failed.')
    expect(text).toContain('PostgreSQL error 23505')
    expect(text).not.toContain('canary')
  })

  it.each([
    ['JSON that is none', () => JSON.parse('{"name": canary}') as unknown],
    ['a value of no enumeration', () => z.enum(['one']).parse('canary')],
    ['a name that nobody knows', () => z.strictObject({}).parse({ canary: 1 })],
    ['a URI that is none', () => decodeURIComponent('%canary')],
  ])('quotes nothing of %s', (_, fail) => {
    expect(written((logger) => logger.error({ err: thrownBy(fail) }))).not.toContain('canary')
  })

  it('does not fail on what is no error', () => {
    expect(written((logger) => logger.error({ err: { nhs_number: 'canary' } }))).not.toContain('canary')
  })
})
