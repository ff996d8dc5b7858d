import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { announce, factsOf } from './announce.ts'
import { readerOf } from './arm.ts'
import { mayWrite } from './catalogue/writing.ts'
import { bitOf } from './categories.ts'
import type { Decision } from './decision.ts'
import { auditEvent } from './sql/audit.ts'
import { compile } from './sql/compiler.ts'

/** What a member knows of somebody whom they would add: it must be exact. */
export interface Proposal {
  id: string
  nhs_number: string
  birth_date: string
  reason: string
}

/**
 * Proposes a person for the group's caseload by exact NHS number and birth date. Whatever is true (found, not
 * found, two of them, there already, deceased, the reader themselves) the answer is the same, so that it is no
 * way to look anybody up; what came of it stands in the audit event.
 *
 * @throws Problem `declaration_ended`, or `refused` where the role may propose nobody at all
 */
export async function propose(statements: Statements, decision: Decision, proposal: Proposal): Promise<'done'> {
  if (!mayWrite(decision.rule, 'propose_for_caseload')) throw new Problem('refused')
  const known = await statements.run<{ id: string; hash: Buffer | null; deceased: boolean }>(
    compile(sql`select id, hash, deceased from care.proposed(${proposal.nhs_number}, ${proposal.birth_date})`),
  )
  const [only] = known
  const found = only && known.length === 1 && !only.deceased ? only : null
  const patientId = found?.id ?? null
  const before = patientId === null ? null : await factsOf(statements, decision, patientId)
  const [answer] = await statements.run<{ holds: boolean; added: boolean }>(
    compile(sql`with ${readerOf(decision)},
      target as materialized (select ${patientId}::uuid as id from a
        where ${patientId}::uuid is not null
          and (a.own_number is null or a.own_number is distinct from ${found?.hash ?? null}::bytea)),
      added as (
        insert into care.caseload_entry (id, patient_id, group_id, status, reason, added_by)
        select ${proposal.id}, target.id, a.group_id, 'planned', ${proposal.reason}, a.practitioner_role_id
        from target, a on conflict do nothing returning patient_id),
      ${auditEvent(decision, {
        kind: 'written',
        view: 'propose_for_caseload',
        refresh: false,
        outcome: sql`case when exists (select from added) then 'done' else 'refused' end`,
        patientIds: sql`coalesce((select array_agg(id) from target), '{}')`,
        rowIds: sql`array[${proposal.id}::uuid]`,
        shown: sql`${bitOf('identity')}::integer`,
        withheld: sql`0`,
      })}
      select exists (select from a) as holds, exists (select from added) as added`),
  )
  if (!answer?.holds) throw new Problem('declaration_ended')
  if (answer.added && patientId !== null) {
    const bit = bitOf('administrative')
    const what = { table: 'caseload_entry', rowId: proposal.id, patientId, groupId: decision.groupId } as const
    await announce(statements, decision, [{ ...what, categories: bit, rowCategories: bit }], before)
  }
  return 'done'
}
