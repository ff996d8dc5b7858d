/**
 * Everything that can go wrong in a way that a person can act on. One place maps each code to what HTTP
 * and tRPC call it, and to the words used when the thrower has none of its own.
 */
export const problems = {
  not_signed_in: { status: 401, trpc: 'UNAUTHORIZED', words: 'Your session has ended. Sign in again.' },
  declaration_ended: {
    status: 403,
    trpc: 'FORBIDDEN',
    words: 'The reason you gave for being here has ended. Say why you are here to go on.',
  },
  route_not_open: { status: 403, trpc: 'FORBIDDEN', words: 'This way of reaching people is not open yet.' },
  not_found: {
    status: 404,
    trpc: 'NOT_FOUND',
    words: 'There is nobody here that you can open for this purpose. Go back to the list.',
  },
  invalid: { status: 422, trpc: 'BAD_REQUEST', words: 'Something that was sent does not fit. Check it and try again.' },
  not_open_for_filter: {
    status: 422,
    trpc: 'BAD_REQUEST',
    words: 'This column cannot be used to filter or sort for the reason you are here.',
  },
  stale_cursor: {
    status: 422,
    trpc: 'BAD_REQUEST',
    words: 'This page of the list is no longer valid. Start again from the first page.',
  },
  conflict: {
    status: 409,
    trpc: 'CONFLICT',
    words: 'Someone else changed this while you were working. Read it again, then repeat your change.',
  },
  refused: {
    status: 403,
    trpc: 'FORBIDDEN',
    words: 'This could not be saved. Either it is not there or your role may not change it.',
  },
  too_many: { status: 429, trpc: 'TOO_MANY_REQUESTS', words: 'Too many attempts. Wait a few minutes, then try again.' },
} as const

export type ProblemCode = keyof typeof problems

/** A problem that reaches the person: never holds a stored value, an SQL text or the name of a constraint. */
export class Problem extends Error {
  readonly code: ProblemCode

  /** @param words what to say instead of the code's own words; names the thing, the reason and the next step. */
  constructor(code: ProblemCode, words?: string) {
    super(words ?? problems[code].words)
    this.name = 'Problem'
    this.code = code
  }
}
