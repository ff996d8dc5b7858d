import pino, { type DestinationStream, type Logger } from 'pino'

import type { Config } from './config.ts'

export type { Logger } from 'pino'

/**
 * Makes the program's log: one JSON object a line on standard output.
 *
 * An error is written by its name, message and place only. What the database says of an error quotes rows ("Key
 * (nhs_number)=(…) already exists") or what was typed, so of that only PostgreSQL's code is written.
 *
 * @param level the least that is written
 * @param destination standard output, unless a test wants to read it
 */
export function createLogger(level: Config['logLevel'], destination: DestinationStream = pino.destination(1)): Logger {
  return pino({ level, base: null, serializers: { err: describeError } }, destination)
}

function describeError(error: unknown): { name: string; message: string; stack: string } {
  if (!(error instanceof Error))
    return { name: typeof error, message: 'Something that is no error was thrown.', stack: '' }
  const fromDatabase = 'severity' in error && 'code' in error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    message: fromDatabase ? `PostgreSQL error ${String(error.code)}` : error.message,
    stack: frames.join('\n'),
  }
}
