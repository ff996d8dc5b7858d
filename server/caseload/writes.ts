import type { z } from 'zod'

import type { Decision } from '../access/decision.ts'
import type { Gate } from '../access/gate.ts'
import { given } from '../given.ts'
import type { Outcome } from '../settle.ts'
import { endStatus } from './rules.ts'
import type { addInput, changeInput, nameCareManagerInput, proposeInput, takeOffInput } from './schema.ts'

/** The registered practice puts one of its patients on a group's list; it is confirmed by being theirs. */
export function addToCaseload(gate: Gate, decision: Decision, input: z.output<typeof addInput>): Promise<Outcome> {
  const { key, id, patient, group, status, reason, review_due } = input
  const set = { group_id: group, status, reason, ...given({ review_due }) }
  return gate.write(decision, {
    key,
    changes: [{ table: 'caseload_entry', op: 'insert', id, patient_id: patient, set }],
  })
}

/** Asks that somebody be put on the list, by their exact NHS number and birth date; what comes of it is not told. */
export function propose(gate: Gate, decision: Decision, input: z.output<typeof proposeInput>): Promise<Outcome> {
  const { key, id, nhs_number, birth_date, reason } = input
  return gate.propose(decision, { key, id, nhs_number, birth_date, reason })
}

/** Changes how somebody stands on the list: what is left out stays as it is. */
export function changeEntry(gate: Gate, decision: Decision, input: z.output<typeof changeInput>): Promise<Outcome> {
  const { status, reason, review_due } = input
  return update(gate, decision, input, given({ status, reason, review_due }))
}

/** Names a care manager, or nobody. It makes no route until that person accepts. */
export function nameCareManager(
  gate: Gate,
  decision: Decision,
  input: z.output<typeof nameCareManagerInput>,
): Promise<Outcome> {
  return update(gate, decision, input, { care_manager_role_id: input.care_manager })
}

/** Takes somebody off the list. The entry is kept with its end and the reason for it. */
export function takeOff(gate: Gate, decision: Decision, input: z.output<typeof takeOffInput>): Promise<Outcome> {
  const { end_reason } = input
  return update(gate, decision, input, { status: endStatus(end_reason), end_reason })
}

interface EntryCommand {
  key: string
  id: string
  expected: { administrative: number }
}

function update(
  gate: Gate,
  decision: Decision,
  { key, id, expected }: EntryCommand,
  set: Record<string, string | null>,
): Promise<Outcome> {
  return gate.write(decision, { key, changes: [{ table: 'caseload_entry', op: 'update', id, expected, set }] })
}
