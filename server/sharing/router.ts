import { organisationKinds } from '../access/vocabulary.ts'
import { done } from '../input-schema.ts'
import { router, signedIn, withAccess } from '../procedures.ts'
import { settle } from '../settle.ts'
import { organisationKindWords, sentenceCase } from '../words.ts'
import { listPreferences } from './reads.ts'
import { objectable, whatWords } from './rules.ts'
import { choicesOutput, listInput, listOutput, recordInput, withdrawInput } from './schema.ts'
import { recordWish, withdrawWish } from './writes.ts'

/** What people wish about the sharing of their record. */
export const sharingRouter = router({
  /** What a wish can name, for the form that records one. */
  choices: signedIn.output(choicesOutput).query(() => ({
    what: objectable.map((value) => ({ value, words: sentenceCase(whatWords(value)) })),
    organisation_kinds: organisationKinds.map((value) => ({
      value,
      words: sentenceCase(organisationKindWords[value]),
    })),
  })),

  list: withAccess
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => listPreferences(ctx, input)),

  record: withAccess
    .input(recordInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await recordWish(ctx.gate, ctx.decision, input))),

  withdraw: withAccess
    .input(withdrawInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await withdrawWish(ctx.gate, ctx.decision, input))),
})
