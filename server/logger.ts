import pino, { type Logger } from 'pino'

import type { Config } from './config.ts'

export type { Logger } from 'pino'

/**
 * Makes the program's log: one JSON object a line on standard output.
 *
 * An error is written by its name, message and place only. What the database says of an error quotes rows ("Key
 * (nhs_number)=(…) already exists") or what was typed, so of that only PostgreSQL's code is written.
 */
export function createLogger(level: Config['logLevel']): Logger {
  return pino({ level, base: null, serializers: { err: describeError } })
}

function describeError(error: unknown): { name: string; message: string; stack: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: 'Something that is no error was thrown.', stack: '' }
  const fromDatabase = 'severity' in error && 'code' in error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    message: fromDatabase ? `PostgreSQL error ${String(error.code)}` : error.message,
    stack: frames.join('\n'),
  }
}
