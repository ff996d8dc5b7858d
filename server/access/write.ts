import type { Pool } from 'pg'
import type { Statements } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { type Outcome, once } from './command.ts'
import type { Decision } from './decision.ts'
import { type EntryChange, type NewEntry, addEntry, updateEntry } from './entry-writes.ts'
import { type NewPreference, recordPreference, withdrawPreference } from './preference-writes.ts'

/** One change of one row. Ids are made by the caller, random; who did it and when is stamped by the gate. */
export type Change =
  | { table: 'caseload_entry'; op: 'insert'; id: string; patient_id: string; set: NewEntry }
  | { table: 'caseload_entry'; op: 'update'; id: string; expected: { administrative: number }; set: EntryChange }
  | { table: 'sharing_preference'; op: 'insert'; id: string; patient_id: string; set: NewPreference }
  | {
      table: 'sharing_preference'
      op: 'update'
      id: string
      expected: { sharing_preference: number }
      set: { withdrawn: true }
    }

/** Changes that stand or fall together, sent under a key that makes sending them twice harmless. */
export interface Write {
  key: string
  changes: readonly Change[]
}

/** The first change that is not done ends the whole write, and nothing of it stays. */
class Undone extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super(outcome)
    this.outcome = outcome
  }
}

/**
 * Writes through the gate: all of the changes, or none.
 *
 * @throws Problem `declaration_ended`, or `invalid` for values that no reader's rights have to do with
 */
export async function write(pool: Pool, decision: Decision, { key, changes }: Write): Promise<Outcome> {
  if (changes.length === 0) throw new Problem('invalid', 'There is nothing to save.')
  const [only] = changes
  if (changes.length === 1 && only) {
    return once(pool, decision, key, changes, (statements) => apply(statements, decision, only))
  }
  try {
    return await once(pool, decision, key, changes, async (statements) => {
      for (const change of changes) {
        const outcome = await apply(statements, decision, change)
        if (outcome !== 'done') throw new Undone(outcome)
      }
      return 'done'
    })
  } catch (error) {
    if (error instanceof Undone) return error.outcome
    throw error
  }
}

function apply(statements: Statements, decision: Decision, change: Change): Promise<Outcome> {
  if (change.table === 'caseload_entry') {
    return change.op === 'insert'
      ? addEntry(statements, decision, change.id, change.patient_id, change.set)
      : updateEntry(statements, decision, change.id, change.expected.administrative, change.set)
  }
  return change.op === 'insert'
    ? recordPreference(statements, decision, change.id, change.patient_id, change.set)
    : withdrawPreference(statements, decision, change.id, change.expected.sharing_preference)
}
