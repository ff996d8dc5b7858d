import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { readerOf } from './arm.ts'
import { terms } from './catalogue/catalogue.ts'
import { type WriteCommand, mayWrite, writing } from './catalogue/writing.ts'
import { type Category, maskOf } from './categories.ts'
import type { CareTable } from './columns.ts'
import type { Outcome } from './command.ts'
import type { Decision } from './decision.ts'
import { auditEvent } from './sql/audit.ts'
import { type Sql, compile } from './sql/compiler.ts'
import { reach } from './sql/visibility.ts'

/** A change of one row, or one new row for a patient, put together with the check that allows it. */
export interface GatedChange {
  command: WriteCommand
  table: CareTable
  rowId: string
  /** Picks the row `t` that changes; for a new row, nothing more than the patient `p`. */
  target: 'row' | 'patient'
  where: Sql
  /** Holds back a change that was made in sight of an older version: of which category, and which one. */
  expected?: { category: Category; version: number }
  /** The INSERT or UPDATE, from the CTE `current` (id, patient_id), without RETURNING. */
  change: Sql
}

/** The FROM and WHERE of the row or patient that a change is aimed at, within the decision's reach. */
function targetOf(decision: Decision, change: Pick<GatedChange, 'command' | 'table' | 'target' | 'where'>): Sql {
  const { rule } = decision
  const { from, where } = reach(rule, { patient: 'p', entry: 'e' }, terms[rule.purpose].target === 'patient')
  const needs = maskOf(writing[change.command].needs)
  const row = change.target === 'row' ? sql`join ${sql.table(`care.${change.table}`)} t on t.patient_id = p.id` : sql``
  if (!mayWrite(rule, change.command)) return sql`from ${from} ${row} where false`
  return sql`from ${from} ${row} where ${where} and (v.vis & ${needs}::integer) = ${needs}::integer and ${change.where}`
}

/**
 * Locks the patient that a change is aimed at, before it is made: an objection and a caseload entry written
 * side by side would each miss the other. Locks nothing for who is out of reach, so that nobody waits for
 * what they cannot see.
 *
 * @returns the patient's id, or null
 */
export async function lockTarget(
  statements: Statements,
  decision: Decision,
  change: Pick<GatedChange, 'command' | 'table' | 'target' | 'where'>,
): Promise<string | null> {
  const [aimed] = await statements.run<{ id: string }>(
    compile(sql`with ${readerOf(decision)} select p.id ${targetOf(decision, change)}`),
  )
  if (!aimed) return null
  await statements.run(compile(sql`select id from care.patient where id = ${aimed.id} for no key update`))
  return aimed.id
}

/**
 * Makes the change if the access, the reach, the writing rule and the version hold in this very statement,
 * and records it in the same one.
 *
 * @param patientId the patient whom `lockTarget` has locked; with null the change is refused, and recorded so. Who came
 *   into reach only since is not locked: what follows from a change (a wish being in force, others being told) would
 *   be left out for them.
 * @throws Problem `declaration_ended`
 */
export async function applyChange(
  statements: Statements,
  decision: Decision,
  change: GatedChange,
  patientId: string | null,
): Promise<Outcome> {
  const row = change.target === 'row' ? sql`t.id, t.patient_id` : sql`${change.rowId}::uuid as id, p.id as patient_id`
  const version = change.expected
    ? sql`, coalesce((t.versions->>${sql.lit(change.expected.category)})::integer, 0) as version`
    : sql``
  const fresh = change.expected ? sql`where version = ${change.expected.version}` : sql``
  const needs = maskOf(writing[change.command].needs)
  const statement = sql`with ${readerOf(decision)},
    target as materialized (select ${row} ${version} ${targetOf(decision, change)} and p.id = ${patientId}::uuid),
    current as materialized (select id, patient_id from target ${fresh}),
    changed as (${change.change} returning 1),
    answer as (select case when not exists (select from target) then 'refused'
      when not exists (select from current) then 'conflict'
      when not exists (select from changed) then 'refused' else 'done' end as outcome),
    ${auditEvent(decision, {
      kind: 'written',
      view: change.command,
      refresh: false,
      outcome: sql`(select outcome from answer)`,
      patientIds: sql`coalesce((select array_agg(patient_id) from target), '{}')`,
      rowIds: sql`coalesce((select array_agg(id) from target), '{}')`,
      shown: sql`${needs}::integer`,
      withheld: sql`0`,
    })}
    select exists (select from a) as holds, (select outcome from answer) as outcome`
  const [answer] = await statements.run<{ holds: boolean; outcome: Outcome }>(compile(statement))
  if (!answer?.holds) throw new Problem('declaration_ended')
  return answer.outcome
}
