import { reasons } from '../access/reasons.ts'
import { publicProcedure, router, withAccess } from '../procedures.ts'
import { explained, policy } from './rules.ts'
import { explainInput, explainOutput, policyOutput, reasonsOutput } from './schema.ts'

/** What the policy says, and why it says it. */
export const guidanceRouter = router({
  /** The whole policy. It is the same for everybody and about nobody, so anyone may read it. */
  policy: publicProcedure.output(policyOutput).query(() => policy()),

  /** The words of each reason, for a screen to put beside what it shows or withholds. */
  reasons: publicProcedure.output(reasonsOutput).query(() => ({ reasons })),

  explain: withAccess
    .input(explainInput)
    .output(explainOutput)
    .query(({ ctx, input }) => explained(ctx.decision, input.category, ctx.gate.explain(ctx.decision, input.category))),
})
