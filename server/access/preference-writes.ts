import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { announce, factsOf } from './announce.ts'
import type { WriteCommand } from './catalogue/writing.ts'
import { bitOf } from './categories.ts'
import type { Outcome } from './command.ts'
import type { Decision } from './decision.ts'
import { type GatedChange, applyChange, lockTarget } from './gated-change.ts'
import { objectionable, refreshDenials } from './preferences.ts'
import { ofReader } from './sql/visibility.ts'
import { organisationKinds } from './vocabulary.ts'

/** A wish about sharing, as a person (or who decides for them) said it. */
export interface NewPreference {
  effect: 'permit' | 'deny'
  /** `all`, `risk_stratification`, or a category that some rule shows unless objected */
  what: string
  organisation_kind?: string | null
  group_id?: string | null
  /** ISO 8601; from now when left out */
  starts_at?: string | null
  ends_at?: string | null
  said_by: 'patient' | 'lpa' | 'deputy' | 'best_interests'
  incapacity_recorded?: boolean
  /** The recorder has spoken with whoever said it. */
  attested: boolean
}

const bit = bitOf('sharing_preference')

async function changePreference(statements: Statements, decision: Decision, change: GatedChange): Promise<Outcome> {
  const patientId = await lockTarget(statements, decision, change)
  const before = patientId === null ? null : await factsOf(statements, decision, patientId)
  const outcome = await applyChange(statements, decision, change, patientId)
  if (outcome === 'done' && patientId !== null) {
    await refreshDenials(statements, [patientId])
    const what = {
      table: change.table,
      rowId: change.rowId,
      patientId,
      categories: bit,
      rowCategories: bit,
      groupId: null,
    }
    await announce(statements, decision, [what], before)
  }
  return outcome
}

/**
 * Records a wish; it is in force when the transaction commits. Blind: nothing of what was recorded before is
 * shown or told.
 *
 * @throws Problem `invalid`, naming the field and the rule
 */
export function recordPreference(
  statements: Statements,
  decision: Decision,
  id: string,
  patientId: string,
  wish: NewPreference,
): Promise<Outcome> {
  check(wish)
  const command: WriteCommand = wish.effect === 'deny' ? 'record_objection' : 'record_permission'
  return changePreference(statements, decision, {
    command,
    table: 'sharing_preference',
    rowId: id,
    target: 'patient',
    where: sql`p.id = ${patientId}`,
    change: sql`
      insert into care.sharing_preference (id, patient_id, effect, what, organisation_kind, group_id, starts_at, ends_at,
        said_by, incapacity_recorded, attested, recorded_by, recorded_at)
      select current.id, current.patient_id, ${wish.effect}, ${wish.what}, ${wish.organisation_kind ?? null},
        ${wish.group_id ?? null}, coalesce(${wish.starts_at ?? null}::timestamptz, clock_timestamp()),
        ${wish.ends_at ?? null}, ${wish.said_by}, ${wish.incapacity_recorded ?? false}, true,
        ${decision.practitionerRoleId}, clock_timestamp()
      from current`,
  })
}

function check(wish: NewPreference): void {
  const named =
    wish.what === 'all' ||
    wish.what === 'risk_stratification' ||
    objectionable.some((category) => category === wish.what)
  if (!named)
    throw new Problem(
      'invalid',
      'What: choose everything, risk stratification, or a kind of information that people can object to.',
    )
  if (wish.organisation_kind && !organisationKinds.some((kind) => kind === wish.organisation_kind)) {
    throw new Problem('invalid', 'With whom: choose a kind of organisation from the list.')
  }
  if (!wish.attested)
    throw new Problem('invalid', 'Confirm that you have spoken with the person, or with who decides for them.')
  if ((wish.said_by === 'lpa' || wish.said_by === 'deputy') && !wish.incapacity_recorded) {
    throw new Problem(
      'invalid',
      'An attorney or deputy decides only once it is recorded that the person cannot decide this for themselves.',
    )
  }
}

/** Withdraws a preference: by whoever reads it at the registered practice, or by whoever recorded it. */
export function withdrawPreference(
  statements: Statements,
  decision: Decision,
  id: string,
  version: number,
): Promise<Outcome> {
  return changePreference(statements, decision, {
    command: 'withdraw_preference',
    table: 'sharing_preference',
    rowId: id,
    target: 'row',
    where: sql`t.id = ${id} and t.withdrawn_at is null and ((v.vis & ${bit}::integer) <> 0 or t.recorded_by in (
      select mine.id from house.practitioner_role mine where mine.practitioner_id = ${ofReader('practitioner_id')}))`,
    expected: { category: 'sharing_preference', version },
    change: sql`
      update care.sharing_preference u set withdrawn_at = clock_timestamp(), withdrawn_by = ${decision.practitionerRoleId},
        versions = jsonb_set(u.versions, '{sharing_preference}',
          to_jsonb(coalesce((u.versions->>'sharing_preference')::integer, 0) + 1))
      from current where u.id = current.id`,
  })
}
