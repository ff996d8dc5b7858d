import { router, withAccess } from '../procedures.ts'
import { countPatients, exportPatients, listPatients, readOlder, readRecord, suggestPatients } from './reads.ts'
import {
  countInput,
  countOutput,
  exportInput,
  exportOutput,
  listInput,
  listOutput,
  olderInput,
  olderOutput,
  recordInput,
  recordOutput,
  suggestInput,
  suggestOutput,
} from './schema.ts'

/** A practice's own patients, and one person's record by whichever route it is reached. */
export const patientsRouter = router({
  list: withAccess
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => listPatients(ctx, input)),

  count: withAccess
    .input(countInput)
    .output(countOutput)
    .query(({ ctx, input }) => countPatients(ctx, input.filter)),

  suggest: withAccess
    .input(suggestInput)
    .output(suggestOutput)
    .query(({ ctx, input }) => suggestPatients(ctx, input.text)),

  export: withAccess
    .input(exportInput)
    .output(exportOutput)
    .mutation(({ ctx, input }) => exportPatients(ctx, input)),

  record: withAccess
    .input(recordInput)
    .output(recordOutput)
    .query(({ ctx, input }) => readRecord(ctx, input.patient)),

  older: withAccess
    .input(olderInput)
    .output(olderOutput)
    .query(({ ctx, input }) => readOlder(ctx, input)),
})
