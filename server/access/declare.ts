import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { sql } from 'kysely'
import { type Statements, inTransaction, statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { arm } from './arm.ts'
import { type Rule, isOpen, policyVersion, ruleFor, terms } from './catalogue/catalogue.ts'
import type { SessionInfo } from './decision.ts'
import { notify } from './notify.ts'
import { accessCheck } from './sql/access-check.ts'
import { type Sql, compile } from './sql/compiler.ts'
import { reach } from './sql/visibility.ts'
import type { Purpose, Role, Route } from './vocabulary.ts'

/** What somebody says before anything about a patient is shown to them. */
export interface Declaring {
  place_id: string
  practitioner_role_id: string
  route: Route
  purpose: Purpose
  /** Required for safeguarding; kept with the declaration. */
  reason?: string
  /** The one person it is about, for a purpose that is about one: by id, or by what is on a letter. */
  patient?: { id: string } | { nhs_number: string; birth_date: string }
}

/** Words for everything that a person may not declare: they tell nothing of why. */
const notYours = 'You cannot give this reason here. Choose another, or ask whoever manages membership of this group.'

/**
 * Records why somebody is here, for as long as the purpose allows and never longer than their session; what
 * they had said of the same place before ends.
 *
 * @returns the id of the declaration
 * @throws Problem `route_not_open`, `refused`, `invalid` (no reason, no person) or `not_found` (the person)
 */
export async function declare(pool: Pool, session: SessionInfo, said: Declaring): Promise<string> {
  const term = terms[said.purpose]
  if (!isOpen(said.purpose, said.route)) throw new Problem('route_not_open')
  if (term.reasonRequired && !said.reason?.trim())
    throw new Problem('invalid', 'Say why you need to look: a reason is required.')
  if (term.target === 'patient' && !said.patient) throw new Problem('invalid', 'Say whom this is about.')
  try {
    return await declareOnce(pool, session, said)
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') await recordMiss(pool, session, said)
    throw error
  }
}

async function declareOnce(pool: Pool, session: SessionInfo, said: Declaring): Promise<string> {
  const term = terms[said.purpose]
  return inTransaction(pool, async (statements) => {
    const rule = await ruleOf(statements, session, said)
    const id = randomUUID()
    await endOthers(statements, session, said.place_id)
    await insertDeclaration(statements, session, said, id)
    await arm(statements, { declarationId: id, sessionId: session.id })
    if (!(await holds(statements, rule, id))) throw new Problem('refused', notYours)
    if (said.patient && term.target === 'patient') await aimAt(statements, rule, id, said.patient)
    await notify(statements, said.place_id)
    return id
  })
}

/** That somebody named a person whom they could not reach is known to who reviews, though nothing was declared. */
async function recordMiss(pool: Pool, session: SessionInfo, said: Declaring): Promise<void> {
  await statementsOf(pool).run(
    compile(sql`
      insert into care.audit_event (kind, outcome, session_id, practitioner_id, practitioner_role_id, purpose, route,
        place_id, view, policy_version)
      values ('opened', 'refused', ${session.id}, ${session.practitioner_id}, ${said.practitioner_role_id},
        ${said.purpose}, ${said.route}, ${said.place_id}, 'declare', ${policyVersion})`),
  )
}

/** Ends a declaration of this session; ending one that is not there is done already. */
export async function endDeclaration(pool: Pool, session: SessionInfo, declarationId: string): Promise<void> {
  await inTransaction(pool, async (statements) => {
    const ended = await statements.run<{ place_id: string }>(
      compile(sql`
        update house.declaration set ended_at = clock_timestamp()
        where id = ${declarationId} and session_id = ${session.id} and ended_at is null returning place_id`),
    )
    for (const { place_id } of ended) await notify(statements, place_id)
  })
}

async function ruleOf(statements: Statements, session: SessionInfo, said: Declaring): Promise<Rule> {
  const [held] = await statements.run<{ role: Role }>(
    compile(sql`
      select role from house.practitioner_role
      where id = ${said.practitioner_role_id} and practitioner_id = ${session.practitioner_id}`),
  )
  const rule = held && ruleFor(held.role, said.purpose, said.route)
  if (!rule) throw new Problem('refused', notYours)
  return rule
}

async function endOthers(statements: Statements, session: SessionInfo, placeId: string): Promise<void> {
  await statements.run(
    compile(sql`
      update house.declaration set ended_at = clock_timestamp()
      where session_id = ${session.id} and place_id = ${placeId} and ended_at is null`),
  )
}

async function insertDeclaration(
  statements: Statements,
  session: SessionInfo,
  said: Declaring,
  id: string,
): Promise<void> {
  const term = terms[said.purpose]
  await statements.run(
    compile(sql`
      insert into house.declaration (id, session_id, practitioner_role_id, route, purpose, place_id, group_id,
        organisation_id, reason, goes_to_review, ends_at)
      select ${id}, s.id, ${said.practitioner_role_id}, ${said.route}, ${said.purpose}, place.id, place.group_id,
        place.organisation_id, ${said.reason?.trim() ?? null}, ${term.goesToReview},
        least(clock_timestamp() + make_interval(hours => ${term.hours}), s.absolute_ends_at)
      from house.session s, house.place
      where s.id = ${session.id} and place.id = ${said.place_id}`),
  )
}

function accessOfNew(rule: Rule, id: string): Sql {
  return accessCheck(sql`${rule.role}`, rule.route, rule.purpose, sql`d.id = ${id}`)
}

async function holds(statements: Statements, rule: Rule, id: string): Promise<boolean> {
  const found = await statements.run(compile(sql`with a as (${accessOfNew(rule, id)}) select 1 as holds from a`))
  return found.length === 1
}

/** Points a declaration at its one person, who must be within the route's reach: missing and out of reach are one answer. */
async function aimAt(
  statements: Statements,
  rule: Rule,
  id: string,
  patient: { id: string } | { nhs_number: string; birth_date: string },
): Promise<void> {
  const { from, where } = reach(rule, { patient: 'p', entry: 'e' }, false)
  const named =
    'id' in patient
      ? sql`p.id = ${patient.id}`
      : sql`p.nhs_number = ${patient.nhs_number} and p.birth_date = ${patient.birth_date}`
  const found = await statements.run<{ id: string }>(
    compile(
      sql`with a as materialized (${accessOfNew(rule, id)}) select p.id from ${from} where ${where} and ${named} limit 2`,
    ),
  )
  const [only] = found
  if (!only || found.length > 1) {
    throw new Problem(
      'not_found',
      'There is nobody with these details whom you can reach from here. Check the number and the date of birth.',
    )
  }
  await statements.run(compile(sql`update house.declaration set patient_id = ${only.id} where id = ${id}`))
}
