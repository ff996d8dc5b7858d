import { TRPCError } from '@trpc/server'
import { z } from 'zod'

import { Problem, type ProblemCode, problems } from './errors.ts'

/** A rule that something sent does not keep, and the name of the field that breaks it. */
export interface BrokenRule {
  /** The field's path: `filter.name`; empty for what was sent as a whole. */
  field: string
  rule: string
}

/** A problem as it leaves the server: what a person can act on, and nothing that is stored. */
export interface ReportedProblem {
  code: ProblemCode | 'internal'
  status: number
  words: string
  rules: BrokenRule[]
}

const INTERNAL: ReportedProblem = {
  code: 'internal',
  status: 500,
  words: 'Sorry, there is a problem with the service. Nothing was saved. Try again later.',
  rules: [],
}

/** The most broken rules that one answer names: a hostile input cannot make the answer long. */
const MOST_RULES = 20

/**
 * What to tell a person of an error. Errors that nobody foresaw come out as one fixed text: their own words
 * may hold an SQL text, a constraint's name or a stored value, and belong in the log.
 */
export function problemOf(error: unknown): ReportedProblem {
  const known = error instanceof TRPCError ? (error.cause ?? error) : error
  if (known instanceof Problem) return { ...answerOf(known.code), words: known.message }
  if (!(error instanceof TRPCError)) return INTERNAL
  if (known instanceof z.ZodError && error.code === 'BAD_REQUEST') return invalid(known)
  const spoken = protocolProblems[error.code]
  return spoken ? { ...answerOf(spoken.code), ...spoken } : INTERNAL
}

/** What tRPC itself refuses, before any procedure is asked. */
const protocolProblems: Partial<Record<TRPCError['code'], Partial<ReportedProblem> & { code: ProblemCode }>> = {
  BAD_REQUEST: { code: 'invalid' },
  PARSE_ERROR: { code: 'invalid' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'invalid', status: 415 },
  METHOD_NOT_SUPPORTED: { code: 'invalid', status: 405 },
  PAYLOAD_TOO_LARGE: { code: 'invalid', status: 413, words: 'What was sent is too large.' },
  NOT_FOUND: { code: 'not_found', words: 'There is no such procedure.' },
}

/**
 * The same error with the code that decides its HTTP status. An error that nobody foresaw keeps its cause for
 * the log and loses its words.
 */
export function asTrpcError(error: TRPCError): TRPCError {
  if (error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof Problem)) {
    return new TRPCError({ code: error.code, message: INTERNAL.words, cause: error.cause ?? error })
  }
  if (!(error.cause instanceof Problem)) return error
  return new TRPCError({ code: problems[error.cause.code].trpc, message: error.cause.message, cause: error.cause })
}

function answerOf(code: ProblemCode): ReportedProblem {
  return { code, status: problems[code].status, words: problems[code].words, rules: [] }
}

function invalid(error: z.ZodError): ReportedProblem {
  const rules = error.issues.flatMap(brokenRules).slice(0, MOST_RULES)
  const [first] = rules
  const words = first ? sentenceOf(first) : problems.invalid.words
  return { ...answerOf('invalid'), words, rules }
}

/** An issue in a union says what each alternative missed; its own message stands for all of them. */
function brokenRules(issue: z.core.$ZodIssue): BrokenRule[] {
  const field = issue.path.map(String).join('.')
  return [{ field, rule: ruleWords(issue) }]
}

/** Our own messages name a rule; what the library says by itself can quote what was sent. */
function ruleWords(issue: z.core.$ZodIssue): string {
  if (/^(must|has|does|may|needs) /.test(issue.message)) return issue.message
  return issue.code === 'invalid_type' ? `must be ${kindWords(issue.expected)}` : 'does not fit'
}

function kindWords(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  }
  return Object.hasOwn(words, expected) ? (words[expected] ?? 'given') : 'given'
}

function sentenceOf({ field, rule }: BrokenRule): string {
  return field === '' ? `What was sent ${rule}.` : `${field} ${rule}.`
}
