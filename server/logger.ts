import pino, { type DestinationStream, type LogFn, type Logger } from 'pino'

import type { Config } from './config.ts'

export type { Logger } from 'pino'

/**
 * Makes the program's log: one JSON object a line on standard output.
 *
 * An error is written by its name, message, place and cause only. What the database says of an error quotes rows
 * ("Key (nhs_number)=(…) already exists") or what was typed, so of that only PostgreSQL's code is written; and of
 * errors whose message quotes what could not be read, no message.
 *
 * @param level the least that is written
 * @param destination standard output, unless a test wants to read it
 */
export function createLogger(level: Config['logLevel'], destination: DestinationStream = pino.destination(1)): Logger {
  return pino({ level, base: null, serializers: { err: describeError }, hooks: { logMethod: withWords } }, destination)
}

/** Errors of our own, of the system and of faulty code: their messages quote no value. */
const QUOTING_NOTHING: ReadonlySet<string> = new Set(['Error', 'TypeError', 'ConfigError', 'Problem', 'TRPCError'])

/** Pino takes the message of an error for that of the line when it is given none, past every serializer. */
function withWords(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, words, ...rest] = args as [unknown, string | undefined, ...unknown[]]
  const fields = first instanceof Error ? { err: first } : first
  const lacksWords = typeof fields === 'object' && words === undefined
  method.apply(this, [fields, lacksWords ? 'an error' : words, ...rest] as Parameters<LogFn>)
}

interface Described {
  name: string
  message: string
  stack: string
  cause?: Described
}

function describeError(error: unknown): Described {
  if (!(error instanceof Error))
    return { name: typeof error, message: 'Something that is no error was thrown.', stack: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const described = { name: error.name, message: messageOf(error), stack: frames.join('\n') }
  return error.cause instanceof Error ? { ...described, cause: describeError(error.cause) } : described
}

function messageOf(error: Error): string {
  if ('severity' in error && 'code' in error) return `PostgreSQL error ${String(error.code)}`
  return QUOTING_NOTHING.has(error.name) ? error.message : 'Not written, since it may quote what was sent.'
}
