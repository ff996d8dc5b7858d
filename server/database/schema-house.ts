import type { ColumnType, Generated } from 'kysely'

/**
 * The tables of `house`: what must be known before anyone has said why they are here. Nothing in it is
 * about a patient. Times are `Date`, dates are `YYYY-MM-DD` strings.
 */
export interface HouseTables {
  organisation: {
    id: string
    ods_code: string
    name: string
    kind: string
    reveals: Generated<number>
    opened_on: string | null
    closed_on: string | null
    /** As the Organisation Data Service has it: active, proposed, dormant or closed. */
    status: Generated<string>
  }
  practitioner: { id: string; family_name: string; given_names: string }
  practitioner_role: {
    id: string
    practitioner_id: string
    organisation_id: string
    role: string
    starts_at: Date
    ends_at: Date | null
  }
  care_delivery_group: { id: string; name: string; status: string }
  group_organisation: { group_id: string; organisation_id: string; starts_at: Date; ends_at: Date | null }
  membership: {
    id: string
    group_id: string
    practitioner_role_id: string
    status: string
    starts_at: Date
    ends_at: Date | null
    review_due: string
    granted_by: string | null
    granted_at: Generated<Date>
  }
  sharing_agreement: { id: string; title: string; dpia_reference: string; starts_at: Date; ends_at: Date | null }
  sharing_agreement_party: { agreement_id: string; organisation_id: string }
  sharing_agreement_scope: { agreement_id: string; group_id: string; purpose: string }
  place: { id: string; kind: string; group_id: string | null; organisation_id: string | null; rev: Generated<number> }
  code: { system: string; code: string; display: string; categories: number; reason: string }
  account: {
    id: string
    practitioner_id: string
    email: string
    password_hash: string
    disabled_at: Date | null
    created_at: Generated<Date>
  }
  session: {
    id: string
    secret_hash: Buffer
    account_id: string
    created_at: Date
    last_seen_at: Date
    idle_ends_at: Date
    absolute_ends_at: Date
    assurance_level: number
    user_agent: string | null
    revoked_at: Date | null
  }
  sign_in_attempt: {
    id: string
    account_hash: Buffer
    address_hash: Buffer
    at: Generated<Date>
    succeeded: boolean
  }
  declaration: {
    id: string
    session_id: string | null
    practitioner_role_id: string | null
    system_actor: string | null
    route: string
    purpose: string
    place_id: string | null
    group_id: string | null
    organisation_id: string | null
    patient_id: string | null
    reason: string | null
    goes_to_review: Generated<boolean>
    started_at: Generated<Date>
    ends_at: ColumnType<Date>
    ended_at: Date | null
  }
  last_look: { practitioner_role_id: string; place_id: string; rev: number; at: Date }
  open_place: { declaration_id: string; place_id: string; process_id: string; seen_at: Generated<Date> }
  command: { key: string; declaration_id: string; fingerprint: Buffer; outcome: string; at: Generated<Date> }
}
