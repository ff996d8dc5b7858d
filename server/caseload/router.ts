import { done } from '../input-schema.ts'
import { router, withAccess } from '../procedures.ts'
import { settle } from '../settle.ts'
import { countCaseload, exportCaseload, listCaseload, suggestOnCaseload } from './reads.ts'
import { PROPOSED } from './rules.ts'
import {
  acceptCareManagerInput,
  addInput,
  changeInput,
  confirmInput,
  countInput,
  countOutput,
  exportInput,
  exportOutput,
  listInput,
  listOutput,
  lookedInput,
  nameCareManagerInput,
  proposeInput,
  proposeOutput,
  suggestInput,
  suggestOutput,
  takeOffInput,
} from './schema.ts'
import { addToCaseload, changeEntry, nameCareManager, propose, takeOff } from './writes.ts'

/** A group's shared list. Every command is carried out once for its key, however often it is sent. */
export const caseloadRouter = router({
  list: withAccess
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => listCaseload(ctx, input)),

  count: withAccess
    .input(countInput)
    .output(countOutput)
    .query(({ ctx, input }) => countCaseload(ctx, input.filter)),

  suggest: withAccess
    .input(suggestInput)
    .output(suggestOutput)
    .query(({ ctx, input }) => suggestOnCaseload(ctx, input.text)),

  export: withAccess
    .input(exportInput)
    .output(exportOutput)
    .mutation(({ ctx, input }) => exportCaseload(ctx, input)),

  looked: withAccess
    .input(lookedInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.gate.look(ctx.decision, input.seen)
      return { outcome: 'done' }
    }),

  add: withAccess
    .input(addInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await addToCaseload(ctx.gate, ctx.decision, input))),

  propose: withAccess
    .input(proposeInput)
    .output(proposeOutput)
    .mutation(async ({ ctx, input }) => ({ ...settle(await propose(ctx.gate, ctx.decision, input)), words: PROPOSED })),

  confirm: withAccess
    .input(confirmInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await ctx.gate.confirm(ctx.decision, input))),

  change: withAccess
    .input(changeInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await changeEntry(ctx.gate, ctx.decision, input))),

  nameCareManager: withAccess
    .input(nameCareManagerInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await nameCareManager(ctx.gate, ctx.decision, input))),

  acceptCareManager: withAccess
    .input(acceptCareManagerInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await ctx.gate.accept(ctx.decision, input))),

  takeOff: withAccess
    .input(takeOffInput)
    .output(done)
    .mutation(async ({ ctx, input }) => settle(await takeOff(ctx.gate, ctx.decision, input))),
})
