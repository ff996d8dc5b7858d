import { sql } from 'kysely'
import type { Decision } from '../decision.ts'
import type { Purpose, Route } from '../vocabulary.ts'
import { type Sql, all } from './compiler.ts'

const now = sql`clock_timestamp()`

/** A period that holds now: from `starts_at` to before `ends_at`, or without end. */
export function inForce(alias: string): Sql {
  const row = sql.ref(alias)
  return sql`(${row}.starts_at <= ${now} and (${row}.ends_at is null or ${row}.ends_at > ${now}))`
}

/** What a route asks of the person beyond their session, role and declaration. */
function routeHolds(route: Route, purpose: Purpose): Sql {
  if (route === 'registered_practice') return sql`d.organisation_id = r.organisation_id and o.kind = 'gp_practice'`
  const group = sql`exists (select from house.care_delivery_group g where g.id = d.group_id and g.status = 'active')`
  const agreement = sql`exists (
      select from house.sharing_agreement_scope scope
      join house.sharing_agreement agreement on agreement.id = scope.agreement_id
      join house.sharing_agreement_party party on party.agreement_id = scope.agreement_id
      where scope.group_id = d.group_id and scope.purpose = ${purpose}
        and party.organisation_id = r.organisation_id and ${inForce('agreement')})`
  if (route === 'named_care_manager') return all([group, agreement])
  const membership = sql`exists (
      select from house.membership m
      where m.practitioner_role_id = r.id and m.group_id = d.group_id and m.status = 'active' and ${inForce('m')})`
  const organisation = sql`exists (
      select from house.group_organisation member
      where member.group_id = d.group_id and member.organisation_id = r.organisation_id and ${inForce('member')})`
  return all([group, agreement, membership, organisation])
}

/**
 * Everything that must hold of the person at this moment, as the query of a CTE named `a`: one row when all
 * of it does, none when anything has ended. The statement it stands in therefore returns nothing from the
 * instant that a revocation commits, whatever was decided before.
 *
 * @param which picks the declarations: one for a read, those that have a place open for the live tail
 */
export function accessCheck(role: Sql, route: Route, purpose: Purpose, which: Sql): Sql {
  return sql`
    select d.id as declaration_id, d.place_id, d.group_id, d.patient_id as target_id,
      r.id as practitioner_role_id, r.practitioner_id, r.organisation_id,
      (select array_agg(distinct held.kind)
        from house.practitioner_role also join house.organisation held on held.id = also.organisation_id
        where also.practitioner_id = r.practitioner_id and ${inForce('also')}) as kinds,
      care.own_number(r.practitioner_id) as own_number
    from house.declaration d
    join house.session s on s.id = d.session_id
    join house.account account on account.id = s.account_id
    join house.practitioner_role r on r.id = d.practitioner_role_id
    join house.organisation o on o.id = r.organisation_id
    where ${which}
      and d.route = ${route} and d.purpose = ${purpose} and r.role = ${role}
      and d.ended_at is null and d.ends_at > ${now}
      and s.revoked_at is null and s.idle_ends_at > ${now} and s.absolute_ends_at > ${now}
      and account.disabled_at is null and account.practitioner_id = r.practitioner_id
      and ${inForce('r')} and (o.closed_on is null or o.closed_on > current_date)
      and ${routeHolds(route, purpose)}`
}

/** The access check of one decision. */
export function accessOf(decision: Decision): Sql {
  return accessCheck(
    sql`${decision.role}`,
    decision.route,
    decision.purpose,
    sql`d.id = ${decision.declarationId} and d.session_id = ${decision.sessionId}`,
  )
}
