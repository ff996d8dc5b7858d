import { sql } from 'kysely'
import { policyVersion } from '../catalogue/catalogue.ts'
import type { Mask } from '../categories.ts'
import type { Decision } from '../decision.ts'
import type { Sql } from './compiler.ts'

/** What a statement did, for its audit event; the pieces of SQL are read in the statement itself. */
export interface Audited {
  kind: 'listed' | 'opened' | 'counted' | 'disclosed' | 'written'
  view: string
  refresh: boolean
  outcome: Sql
  patientIds: Sql
  rowIds: Sql
  shown: Sql
  withheld: Sql
}

/**
 * The CTE that writes the audit event of the statement it stands in: a read without it cannot be written,
 * since every gated statement is put together with it, and it cannot be written without its read.
 */
export function auditEvent(decision: Decision, audited: Audited): Sql {
  return sql`looked as materialized (select ${audited.patientIds}::uuid[] as patient_ids from armed),
    audit as (
    insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id,
      declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids,
      categories_shown, categories_withheld, policy_version, request_id)
    select ${audited.kind}, ${audited.outcome}, ${refreshes(decision, audited)}, ${decision.sessionId}, ${decision.practitionerId},
      ${decision.practitionerRoleId}, ${decision.declarationId}, ${decision.role}, ${decision.purpose},
      ${decision.route}, ${decision.placeId}, ${audited.view}, looked.patient_ids, ${audited.rowIds},
      ${audited.shown}, ${audited.withheld}, ${policyVersion}, ${decision.requestId} from looked)`
}

/**
 * A screen says of itself that it reads again, so it is believed only of whom this reader has looked at before,
 * under the same declaration and in the same view: a first look is never a refresh.
 */
function refreshes(decision: Decision, { refresh, view }: Audited): Sql {
  if (!refresh) return sql`false`
  return sql`exists (select from care.audit_event earlier
      where earlier.declaration_id = ${decision.declarationId} and earlier.view = ${view} and not earlier.refresh
        and earlier.outcome <> 'refused' and earlier.patient_ids @> looked.patient_ids)`
}

/** A page of rows, for its audit event. */
export interface PageAudited extends Pick<Audited, 'view' | 'refresh'> {
  kind: 'listed' | 'opened' | 'disclosed'
  askedFor: Mask
  limit: number
  /** When the rows are refused for being too many, where they can be. */
  tooMany: Sql | undefined
}

/** The audit event of a page of rows: whom it showed, and which of the asked categories of them. */
export function pageAudited({ kind, view, refresh, askedFor, limit, tooMany }: PageAudited): Audited {
  const given = sql`page.ordinal <= ${limit}`
  const refused = tooMany ? sql`not exists (select from a) or ${tooMany}` : sql`not exists (select from a)`
  return {
    kind,
    view,
    refresh,
    outcome: sql`case when ${refused} then 'refused'
      when not exists (select from page) then 'empty' else 'answered' end`,
    patientIds: sql`coalesce((select array_agg(page.patient_id order by page.ordinal) from page where ${given}), '{}')`,
    rowIds: sql`coalesce((select array_agg(page.id order by page.ordinal) from page where ${given}), '{}')`,
    shown: sql`coalesce((select bit_or(page.vis) from page where ${given}), 0) & ${askedFor}::integer`,
    withheld: sql`~coalesce((select bit_and(page.vis) from page where ${given}), -1) & ${askedFor}::integer`,
  }
}
