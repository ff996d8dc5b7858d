import type { LoaderFunctionArgs } from '@remix-run/node'

import type { Rejected } from '../components/forms/form-state.ts'
import { pageOf, pathOf } from './paths.ts'
import { leadTo } from './responses.ts'

/** What an error page is told: the problem's code, the server's words for it, and the number to ask for help with. */
export interface ShownProblem {
  code: string
  words: string
  number?: string
}

/**
 * What each thing that the API takes is called on the page, to begin a message with; or, where the page asks for
 * it in several fields, which of them to go to and what to say.
 */
export type Labels = Readonly<Record<string, string | { field: string; words: string }>>

/**
 * Asks the API for what a page shows.
 *
 * @throws a redirect to sign in when nobody is signed in, and to "why are you here?" when what was declared
 *   has ended, both leading back; for every other problem a Response that the error page shows
 */
export async function reading<Result>(args: LoaderFunctionArgs, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw answerTo(args, error)
  }
}

/**
 * Carries out what a form asks for and goes on to another page.
 *
 * @param form what was sent, to be given back when it is refused
 * @param labels what each field is called on the page, for the messages
 * @param to the page to go on to
 * @returns a redirect, or what is wrong with the form, as `Rejected`
 */
export async function commanding(
  args: LoaderFunctionArgs,
  form: Readonly<Record<string, string>>,
  labels: Labels,
  call: () => Promise<unknown>,
  to: string,
): Promise<Response> {
  try {
    await call()
  } catch (error) {
    const problem = args.context.problemOf(error)
    if (problem.status >= 500 || leadsElsewhere(problem.code)) throw answerTo(args, error)
    const rejected: Rejected = { errors: errorsOf(problem, labels), values: form }
    return Response.json(rejected, { status: problem.status })
  }
  return leadTo(to)
}

interface Reported {
  code: string
  words: string
  status: number
  rules: readonly { field: string; rule: string }[]
}

/** What is wrong with each field, as a sentence that names it as the page does: the first rule that it breaks. */
function errorsOf(problem: Reported, labels: Labels): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, rule } of problem.rules) {
    const name = field.split('.').findLast((part) => Object.hasOwn(labels, part)) ?? ''
    const label = labels[name]
    if (typeof label === 'object') errors[label.field] ??= label.words
    else errors[name] ??= label ? `${label} ${rule}` : problem.words
  }
  return problem.rules.length > 0 ? errors : { '': problem.words }
}

function leadsElsewhere(code: string): boolean {
  return code === 'not_signed_in' || code === 'declaration_ended'
}

function answerTo(args: LoaderFunctionArgs, error: unknown): Response {
  if (error instanceof Response) return error
  const problem = args.context.problemOf(error)
  if (problem.code === 'internal') args.context.reportError(error)
  const { placeId } = args.params
  const back = args.request.method === 'GET' ? pageOf(args.request) : '/'
  if (problem.code === 'not_signed_in') return leadTo(`/sign-in?next=${encodeURIComponent(back)}`)
  if (problem.code === 'declaration_ended' && placeId) return leadTo(`${pathOf.why(placeId, back)}&ended=yes`)
  const shown: ShownProblem = { code: problem.code, words: problem.words, number: args.context.requestId }
  return Response.json(shown, { status: problem.status })
}
