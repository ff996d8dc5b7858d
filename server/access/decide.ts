import type { Pool } from 'pg'
import { sql } from 'kysely'
import { type Statements, statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { isOpen, ruleFor } from './catalogue/catalogue.ts'
import { type Decision, type SessionInfo, type SystemActor, type SystemDecision, mintDecision } from './decision.ts'
import { accessOf } from './sql/access-check.ts'
import { compile } from './sql/compiler.ts'
import type { Purpose, Role, Route } from './vocabulary.ts'

interface Declared {
  practitioner_role_id: string
  practitioner_id: string
  organisation_id: string
  role: Role
  purpose: Purpose
  route: Route
  place_id: string
  group_id: string | null
  patient_id: string | null
  ends_at: Date
}

/**
 * Reads a declaration of this session and says whether it still holds.
 *
 * @throws Problem `declaration_ended` for one that has ended, is somebody else's or is none: one answer
 */
export async function decide(
  pool: Pool,
  session: SessionInfo,
  declarationId: string,
  requestId: string | null,
): Promise<Decision> {
  const statements = statementsOf(pool)
  const [declared] = await statements.run<Declared>(
    compile(sql`
      select d.practitioner_role_id, r.practitioner_id, r.organisation_id, r.role, d.purpose, d.route, d.place_id,
        d.group_id, d.patient_id, d.ends_at
      from house.declaration d join house.practitioner_role r on r.id = d.practitioner_role_id
      where d.id = ${declarationId} and d.session_id = ${session.id}`),
  )
  const rule = declared && ruleFor(declared.role, declared.purpose, declared.route)
  if (!declared || !rule || !isOpen(declared.purpose, declared.route)) throw new Problem('declaration_ended')
  const decision = mintDecision({
    declarationId,
    sessionId: session.id,
    practitionerId: declared.practitioner_id,
    practitionerRoleId: declared.practitioner_role_id,
    organisationId: declared.organisation_id,
    role: declared.role,
    purpose: declared.purpose,
    route: declared.route,
    placeId: declared.place_id,
    groupId: declared.group_id,
    patientId: declared.patient_id,
    endsAt: declared.ends_at.toISOString(),
    rule,
    requestId,
  })
  const [held] = await statements.run(compile(sql`with a as (${accessOf(decision)}) select 1 as holds from a`))
  if (!held) throw new Problem('declaration_ended')
  return decision
}

/** The standing declaration of work that no person does, made the first time it is asked for. */
export async function decideAs(statements: Statements, systemActor: SystemActor): Promise<SystemDecision> {
  const standing = () =>
    statements.run<{ id: string }>(
      compile(sql`
        select d.id from house.declaration d where d.system_actor = ${systemActor} and d.ended_at is null
        order by d.started_at limit 1`),
    )
  let [found] = await standing()
  if (!found) {
    await statements.run(
      compile(sql`
        insert into house.declaration (id, system_actor, route, purpose, ends_at)
        values (gen_random_uuid(), ${systemActor}, 'none', 'patient_administration', 'infinity')`),
    )
    // Two programs may have made one at once: the older of them stands for both.
    ;[found] = await standing()
  }
  if (!found) throw new Problem('declaration_ended')
  return mintDecision({ declarationId: found.id, systemActor })
}
