import type { Decision } from '../access/decision.ts'
import type { Gate } from '../access/gate.ts'
import { given } from '../given.ts'
import type { Outcome } from '../settle.ts'
import type { Wish } from './schema.ts'

/** Records a wish. It is blind: nothing tells what the person wished before. */
export function recordWish(gate: Gate, decision: Decision, wish: Wish): Promise<Outcome> {
  const { key, id, patient, effect, what, said_by, incapacity_recorded, attested } = wish
  const where = { organisation_kind: wish.organisation_kind, group_id: wish.group }
  const when = { starts_at: wish.starts_at, ends_at: wish.ends_at }
  const set = { effect, what, said_by, incapacity_recorded, attested, ...given(where), ...given(when) }
  return gate.write(decision, {
    key,
    changes: [{ table: 'sharing_preference', op: 'insert', id, patient_id: patient, set }],
  })
}

/** Takes a wish back: for the registered practice, and for whoever recorded it. */
export function withdrawWish(
  gate: Gate,
  decision: Decision,
  { key, id, expected }: { key: string; id: string; expected: { sharing_preference: number } },
): Promise<Outcome> {
  return gate.write(decision, {
    key,
    changes: [{ table: 'sharing_preference', op: 'update', id, expected, set: { withdrawn: true } }],
  })
}
