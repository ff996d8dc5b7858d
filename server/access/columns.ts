import type { CareTables } from '../database/schema-care.ts'
import type { Category } from './categories.ts'

/**
 * What each column of `care` tells of a person. A category; `row`, for an entry that carries a mask of its
 * own; or `key`, for structure, which is never shown. A new column does not compile until it stands here,
 * and the program does not start when the database has one that does not.
 */
export type ColumnCategory = Category | 'row' | 'key'

interface TableCategories<Table> {
  /** What the mere existence of a row tells. */
  rows: ColumnCategory
  columns: { [Column in keyof Table]: ColumnCategory }
}

const entry = {
  id: 'key',
  patient_id: 'key',
  categories: 'key',
  record_status: 'key',
  source_system: 'key',
  source_id: 'key',
} as const

const coded = { ...entry, system: 'row', code: 'row' } as const

export const columns = {
  patient: {
    rows: 'key',
    columns: {
      id: 'key',
      source_system: 'key',
      source_id: 'key',
      family_name: 'identity',
      given_names: 'identity',
      name_prefix: 'identity',
      birth_date: 'identity',
      birth_date_precision: 'identity',
      sex: 'identity',
      deceased: 'identity',
      deceased_at: 'identity',
      nhs_number: 'identity',
      nhs_number_status: 'identity',
      nhs_number_hash: 'key',
      registered_practice_id: 'location',
      marital_status: 'demographics',
      ethnic_category: 'demographics',
      religion: 'demographics',
      first_language: 'demographics',
      restricted_record: 'key',
      objected: 'key',
      places: 'key',
      versions: 'key',
    },
  },
  patient_name: {
    rows: 'row',
    columns: {
      id: 'key',
      patient_id: 'key',
      categories: 'key',
      use: 'row',
      prefix: 'row',
      given_names: 'row',
      family_name: 'row',
      suffix: 'row',
      starts_on: 'row',
      ends_on: 'row',
    },
  },
  // What a search looks in; a name's words are known by the name alone.
  name_token: { rows: 'row', columns: { patient_id: 'key', categories: 'key', token: 'key' } },
  patient_address: {
    rows: 'location',
    columns: {
      id: 'key',
      patient_id: 'key',
      use: 'location',
      lines: 'location',
      city: 'location',
      district: 'location',
      postcode: 'location',
      starts_on: 'location',
      ends_on: 'location',
      is_current: 'location',
    },
  },
  patient_telecom: {
    rows: 'contact',
    columns: {
      id: 'key',
      patient_id: 'key',
      system: 'contact',
      use: 'contact',
      value: 'contact',
      starts_on: 'contact',
      ends_on: 'contact',
      is_current: 'contact',
    },
  },
  communication_need: { rows: 'administrative', columns: { id: 'key', patient_id: 'key', need: 'administrative' } },
  related_person: {
    rows: 'personal_circumstances',
    columns: {
      id: 'key',
      patient_id: 'key',
      source_system: 'key',
      source_id: 'key',
      relationship: 'personal_circumstances',
      family_name: 'personal_circumstances',
      given_names: 'personal_circumstances',
      // A relative's phone or address can be the person's own.
      telecom: 'contact',
      address: 'location',
      agreed_to_contact: 'personal_circumstances',
      starts_on: 'personal_circumstances',
      ends_on: 'personal_circumstances',
    },
  },
  condition: {
    rows: 'row',
    columns: {
      ...coded,
      clinical_status: 'row',
      verification_status: 'row',
      onset_on: 'row',
      abated_on: 'row',
      recorded_on: 'row',
    },
  },
  medicine: { rows: 'row', columns: { ...coded, status: 'row', authored_on: 'row', dosage: 'row' } },
  allergy: {
    rows: 'row',
    columns: { ...coded, clinical_status: 'row', verification_status: 'row', criticality: 'row', recorded_on: 'row' },
  },
  procedure: { rows: 'row', columns: { ...coded, status: 'row', started_on: 'row', ended_on: 'row' } },
  encounter: {
    rows: 'row',
    columns: {
      ...coded,
      reason_system: 'row',
      reason_code: 'row',
      class: 'row',
      status: 'row',
      started_at: 'row',
      ended_at: 'row',
      // Who saw a person tells where they live.
      provider: 'location',
    },
  },
  care_plan: { rows: 'row', columns: { ...coded, status: 'row', starts_on: 'row', ends_on: 'row' } },
  care_plan_activity: { rows: 'row', columns: { ...coded, care_plan_id: 'key', status: 'row' } },
  goal: {
    rows: 'row',
    columns: { ...entry, description: 'row', status: 'row', achievement: 'row', starts_on: 'row', due_on: 'row' },
  },
  information_note: {
    rows: 'row',
    // The author's organisation can be the registered practice, so the author goes with the location.
    columns: { ...entry, author_role_id: 'location', text: 'row', written_at: 'row' },
  },
  entry_reference: {
    rows: 'key',
    columns: {
      patient_id: 'key',
      from_table: 'key',
      from_id: 'key',
      to_table: 'key',
      to_id: 'key',
      to_source_id: 'key',
    },
  },
  caseload_entry: {
    rows: 'administrative',
    columns: {
      id: 'key',
      patient_id: 'key',
      group_id: 'administrative',
      status: 'administrative',
      reason: 'administrative',
      confirmed_at: 'administrative',
      added_by: 'location',
      added_at: 'administrative',
      care_manager_role_id: 'administrative',
      care_manager_named_at: 'administrative',
      care_manager_named_by: 'location',
      care_manager_accepted_at: 'administrative',
      care_manager_reveals: 'key',
      places: 'key',
      family_name: 'key',
      review_due: 'administrative',
      ended_at: 'administrative',
      end_reason: 'administrative',
      versions: 'key',
    },
  },
  sharing_preference: {
    rows: 'sharing_preference',
    columns: {
      id: 'key',
      patient_id: 'key',
      effect: 'sharing_preference',
      what: 'sharing_preference',
      organisation_kind: 'sharing_preference',
      group_id: 'sharing_preference',
      starts_at: 'sharing_preference',
      ends_at: 'sharing_preference',
      said_by: 'sharing_preference',
      incapacity_recorded: 'sharing_preference',
      attested: 'sharing_preference',
      recorded_by: 'sharing_preference',
      recorded_at: 'sharing_preference',
      withdrawn_by: 'sharing_preference',
      withdrawn_at: 'sharing_preference',
      versions: 'key',
    },
  },
  denial: {
    rows: 'key',
    columns: {
      id: 'key',
      patient_id: 'key',
      organisation_kind: 'key',
      only_group_id: 'key',
      except_group_ids: 'key',
      denied: 'key',
      starts_at: 'key',
      ends_at: 'key',
    },
  },
  staff_match: { rows: 'key', columns: { practitioner_id: 'key', nhs_number_hash: 'key', household_hash: 'key' } },
  audit_event: {
    rows: 'key',
    columns: {
      id: 'key',
      at: 'key',
      kind: 'key',
      outcome: 'key',
      refresh: 'key',
      session_id: 'key',
      practitioner_id: 'key',
      practitioner_role_id: 'key',
      system_actor: 'key',
      declaration_id: 'key',
      role: 'key',
      purpose: 'key',
      route: 'key',
      place_id: 'key',
      view: 'key',
      patient_ids: 'key',
      row_ids: 'key',
      categories_shown: 'key',
      categories_withheld: 'key',
      policy_version: 'key',
      request_id: 'key',
    },
  },
  outbox: {
    rows: 'key',
    columns: {
      place_id: 'key',
      rev: 'key',
      at: 'key',
      patient_id: 'key',
      table_name: 'key',
      row_id: 'key',
      categories: 'key',
      row_categories: 'key',
      group_id: 'key',
      before: 'key',
      by_role_id: 'key',
    },
  },
} as const satisfies { [Table in keyof CareTables]: TableCategories<CareTables[Table]> }

export type CareTable = keyof CareTables
export type CareColumn = {
  [Table in CareTable]: `${Table}.${keyof CareTables[Table] & string}`
}[CareTable]

/** The tables of entries: rows that carry a mask of their own and can be marked as written in error. */
export const entryTables = (Object.keys(columns) as CareTable[]).filter((table) =>
  Object.hasOwn(columns[table].columns, 'record_status'),
)

/** The category of a column; throws on a name that is none, so that nothing unknown is ever taken for structure. */
export function categoryOf(column: CareColumn): ColumnCategory {
  const [table = '', name = ''] = column.split('.')
  const found = Object.hasOwn(columns, table) ? columns[table as CareTable] : undefined
  const of = found?.columns as Record<string, ColumnCategory> | undefined
  const category = of && Object.hasOwn(of, name) ? of[name] : undefined
  if (!category) throw new Error(`There is no column ${column}.`)
  return category
}

/**
 * Where a key, looked up, tells more than its category: the column with the mask of what it tells. A care
 * manager's name is administrative; their service can be a diagnosis (domain.md, Categories).
 *
 * @returns the name of a column of the same table, or undefined
 */
export function revealedBy(column: CareColumn, lookup: string): string | undefined {
  const tells = lookup === 'practitioner_organisation' || lookup === 'practitioner_role'
  return column === 'caseload_entry.care_manager_role_id' && tells ? 'care_manager_reveals' : undefined
}

/**
 * Where a value stands once more beside the rows of a table, so that an index has the order of its list: to be sorted
 * by where the value itself may be, and never shown.
 *
 * @returns the name of a column of that table, or undefined
 */
export function copiedTo(table: CareTable, column: CareColumn): string | undefined {
  return table === 'caseload_entry' && column === 'patient.family_name' ? 'family_name' : undefined
}
