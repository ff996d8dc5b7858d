import { initTRPC } from '@trpc/server'
import { z } from 'zod'

import type { Context } from './context.ts'
import { Problem } from './errors.ts'
import { id } from './input-schema.ts'
import { asTrpcError, problemOf } from './problem-report.ts'

/** Who may call a procedure; every one is of exactly one kind. */
export interface ProcedureMeta {
  readonly kind: 'public' | 'signedIn' | 'withAccess'
}

/** Reads are limited for each person, that nobody empties the list by machine or drowns the audit (hardening). */
const TOO_MUCH =
  'You have opened more in a short time than one person can read. Wait a minute, then go on. If this is part of ' +
  'your work, tell whoever runs this service.'

const trpc = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // Stacks stay in the log whatever the environment says.
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = problemOf(error)
      return {
        message: problem.words,
        code: shape.code,
        data: { code: error.code, httpStatus: problem.status, problem, requestId: ctx?.requestId },
      }
    },
  })

export const router = trpc.router
export const callerFactory = trpc.createCallerFactory

/** Anyone, signed in or not: shows nothing about anybody. */
export const publicProcedure = trpc.procedure.meta({ kind: 'public' }).use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw asTrpcError(result.error)
  return result
})

/**
 * Whoever is signed in. Sees what is theirs, and nothing about any patient.
 *
 * @throws Problem('not_signed_in')
 */
export const signedIn = publicProcedure.meta({ kind: 'signedIn' }).use(({ ctx, next }) => {
  if (!ctx.session) throw new Problem('not_signed_in')
  return next({ ctx: { session: ctx.session } })
})

/**
 * Whoever has said why they are here. The declaration stands in the input of each procedure and not in the
 * context, because a batch shares one context and may mix declarations. What follows gets a Decision, which
 * is the only thing that the gate takes.
 *
 * @throws Problem('too_many') for more than a person can read; Problem('declaration_ended') for one that has ended, is another session's, or never was
 */
export const withAccess = signedIn
  .meta({ kind: 'withAccess' })
  .input(z.object({ declaration: id }))
  .use(async ({ ctx, input, next }) => {
    if (!ctx.mayAsk(ctx.session)) throw new Problem('too_many', TOO_MUCH)
    const decision = await ctx.gate.decide(ctx.session, input.declaration, ctx.requestId)
    return next({ ctx: { decision } })
  })
