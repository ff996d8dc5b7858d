import type { Generated } from 'kysely'

/** What every entry about a person's health or care has, whatever its kind. */
interface Entry {
  id: string
  patient_id: string
  /** Mask of its own categories and those of everything it refers to. */
  categories: number
  record_status: Generated<string>
  source_system: string | null
  source_id: string | null
}

/** For each category that was ever written, how often: what is hidden from a reader moves nothing they see. */
type Versions = Generated<Record<string, number>>

/**
 * The tables of `care`: all that hangs on a patient, reached through the gate only. Times are `Date`,
 * dates are `YYYY-MM-DD` strings.
 */
export interface CareTables {
  patient: {
    id: string
    source_system: string
    source_id: string
    family_name: string | null
    given_names: string | null
    name_prefix: string | null
    birth_date: string | null
    birth_date_precision: string | null
    sex: string | null
    deceased: Generated<boolean>
    deceased_at: Date | null
    nhs_number: string | null
    nhs_number_status: string | null
    nhs_number_hash: Buffer | null
    registered_practice_id: string | null
    marital_status: string | null
    ethnic_category: string | null
    religion: string | null
    first_language: string | null
    restricted_record: Generated<boolean>
    objected: Generated<boolean>
    /** From which the patient is reached; kept by the database. */
    places: Generated<string[]>
    versions: Versions
  }
  patient_name: {
    id: string
    patient_id: string
    categories: number
    use: string | null
    prefix: string | null
    given_names: string | null
    family_name: string | null
    suffix: string | null
    starts_on: string | null
    ends_on: string | null
  }
  /** The words of a person's names, as they are searched for; kept by the database. */
  name_token: { patient_id: string; categories: number; token: string }
  patient_address: {
    id: string
    patient_id: string
    use: string | null
    lines: Generated<string[]>
    city: string | null
    district: string | null
    postcode: string | null
    starts_on: string | null
    ends_on: string | null
    is_current: boolean
  }
  patient_telecom: {
    id: string
    patient_id: string
    system: string | null
    use: string | null
    value: string | null
    starts_on: string | null
    ends_on: string | null
    is_current: boolean
  }
  communication_need: { id: string; patient_id: string; need: string }
  related_person: {
    id: string
    patient_id: string
    source_system: string | null
    source_id: string | null
    relationship: string | null
    family_name: string | null
    given_names: string | null
    telecom: string | null
    address: string | null
    agreed_to_contact: boolean | null
    starts_on: string | null
    ends_on: string | null
  }
  condition: Entry & {
    system: string | null
    code: string | null
    clinical_status: string | null
    verification_status: string | null
    onset_on: string | null
    abated_on: string | null
    recorded_on: string | null
  }
  medicine: Entry & {
    system: string | null
    code: string | null
    status: string | null
    authored_on: string | null
    dosage: string | null
  }
  allergy: Entry & {
    system: string | null
    code: string | null
    clinical_status: string | null
    verification_status: string | null
    criticality: string | null
    recorded_on: string | null
  }
  procedure: Entry & {
    system: string | null
    code: string | null
    status: string | null
    started_on: string | null
    ended_on: string | null
  }
  encounter: Entry & {
    system: string | null
    code: string | null
    reason_system: string | null
    reason_code: string | null
    class: string | null
    status: string | null
    started_at: Date | null
    ended_at: Date | null
    provider: string | null
  }
  care_plan: Entry & {
    system: string | null
    code: string | null
    status: string | null
    starts_on: string | null
    ends_on: string | null
  }
  care_plan_activity: Entry & {
    care_plan_id: string
    system: string | null
    code: string | null
    status: string | null
  }
  goal: Entry & {
    description: string | null
    status: string | null
    achievement: string | null
    starts_on: string | null
    due_on: string | null
  }
  information_note: Entry & { author_role_id: string; text: string; written_at: Date }
  entry_reference: {
    patient_id: string
    from_table: string
    from_id: string
    to_table: string | null
    to_id: string | null
    to_source_id: string
  }
  caseload_entry: {
    id: string
    patient_id: string
    group_id: string
    status: string
    reason: string
    confirmed_at: Date | null
    added_by: string | null
    added_at: Generated<Date>
    care_manager_role_id: string | null
    care_manager_named_at: Date | null
    care_manager_named_by: string | null
    care_manager_accepted_at: Date | null
    care_manager_reveals: Generated<number>
    /** From which the entry is reached; kept by the database. */
    places: Generated<string[]>
    /** The person's, for the order of a list alone; kept by the database. */
    family_name: Generated<string | null>
    review_due: string | null
    ended_at: Date | null
    end_reason: string | null
    versions: Versions
  }
  sharing_preference: {
    id: string
    patient_id: string
    effect: string
    what: string
    organisation_kind: string | null
    group_id: string | null
    starts_at: Date
    ends_at: Date | null
    said_by: string
    incapacity_recorded: Generated<boolean>
    attested: boolean
    recorded_by: string
    recorded_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
    versions: Versions
  }
  denial: {
    id: string
    patient_id: string
    organisation_kind: string
    only_group_id: string | null
    except_group_ids: Generated<string[]>
    denied: number
    starts_at: Date
    ends_at: Date | null
  }
  staff_match: { practitioner_id: string; nhs_number_hash: Buffer | null; household_hash: Buffer | null }
  audit_event: {
    id: Generated<string>
    at: Generated<Date>
    kind: string
    outcome: string
    refresh: Generated<boolean>
    session_id: string | null
    practitioner_id: string | null
    practitioner_role_id: string | null
    system_actor: string | null
    declaration_id: string | null
    role: string | null
    purpose: string | null
    route: string | null
    place_id: string | null
    view: string
    patient_ids: Generated<string[]>
    row_ids: Generated<string[]>
    categories_shown: Generated<number>
    categories_withheld: Generated<number>
    policy_version: string
    request_id: string | null
  }
  outbox: {
    place_id: string
    rev: number
    at: Generated<Date>
    patient_id: string
    table_name: string
    row_id: string
    categories: number
    row_categories: number
    group_id: string | null
    before: unknown
    /** Who changed it; null for what no person did. */
    by_role_id: string | null
  }
}
