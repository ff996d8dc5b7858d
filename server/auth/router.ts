import { initialsOf } from '../initials.ts'
import { done } from '../input-schema.ts'
import { publicProcedure, router, signedIn } from '../procedures.ts'
import { me, meOutput, revokeSessionInput, sessionsOutput, signInInput } from './schema.ts'
import type { SignedIn } from './signed-in.ts'

/** Signing in and out, and one's own sessions. */
export const authRouter = router({
  /** Answers the same, and takes as long, for a wrong password, an unknown account and a disabled one. */
  signIn: publicProcedure
    .input(signInInput)
    .output(me)
    .mutation(async ({ ctx, input }) => {
      const { address, userAgent, cookieHeader } = ctx
      const { session, cookie } = await ctx.auth.signIn({ ...input, address, userAgent, cookieHeader })
      ctx.setCookie(cookie)
      return meOf(session)
    }),

  signOut: signedIn.output(done).mutation(async ({ ctx }) => {
    await ctx.auth.signOut(ctx.session)
    ctx.setCookie(ctx.auth.blankCookie)
    return { outcome: 'done' }
  }),

  /** Whoever asks; null for nobody, so that a page can choose what to show. */
  me: publicProcedure.output(meOutput).query(({ ctx }) => (ctx.session ? meOf(ctx.session) : null)),

  sessions: signedIn.output(sessionsOutput).query(async ({ ctx }) => {
    const sessions = await ctx.auth.sessions(ctx.session)
    return {
      sessions: sessions.map(({ created_at, last_seen_at, ...session }) => ({
        ...session,
        created_at: created_at.toISOString(),
        last_seen_at: last_seen_at.toISOString(),
      })),
    }
  }),

  revokeSession: signedIn
    .input(revokeSessionInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.auth.revoke(ctx.session, input.session)
      return { outcome: 'done' }
    }),
})

function meOf({ display_name, id }: SignedIn) {
  return { name: display_name, initials: initialsOf(display_name), session_id: id }
}
