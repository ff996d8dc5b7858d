import { z } from 'zod'

import { roles } from '../access/vocabulary.ts'
import { openCommands } from '../commands-open.ts'
import {
  category,
  entryBase,
  linesField,
  look,
  reasonCode,
  rowBase,
  suggestion,
  textField,
  yesNoField,
} from '../field-schema.ts'
import { id, nhsNumber, only, paging, sought, soughtSoFar, underDeclaration } from '../input-schema.ts'

const sortColumns = ['family_name', 'birth_date'] as const

const filter = only({
  /** The beginnings of some words of a name, former names included; or an NHS number in any spacing. */
  name: sought.optional(),
  nhs_number: nhsNumber.optional(),
  /** Those of whom somebody else changed something that the reader may see, since they last looked. */
  changed: z.literal(true, 'must be true or left out').optional(),
})

const sort = only({
  by: z.enum(sortColumns, `must be one of: ${sortColumns.join(', ')}`),
  direction: z.enum(['asc', 'desc'], 'must be asc or desc').default('asc'),
})

export const listInput = underDeclaration({ filter: filter.optional(), sort: sort.optional(), ...paging })
export const countInput = underDeclaration({ filter: filter.optional() })
/** The list as a file: everybody whom the filter leaves, in the order of the sort. */
export const exportInput = underDeclaration({ filter: filter.optional(), sort: sort.optional() })
/** What was typed so far into a search box. */
export const suggestInput = underDeclaration({ text: soughtSoFar })
export const countOutput = z.object({ count: z.number().int() })
export const exportOutput = z.object({ file_name: z.string(), csv: z.string() })
export const suggestOutput = z.object({ people: z.array(suggestion) })

const who = {
  family_name: textField,
  given_names: textField,
  name_prefix: textField,
  birth_date: textField,
  /** `day`, `month` or `year`: how much of the birth date is known. */
  birth_date_precision: textField,
  sex: textField,
  deceased: yesNoField,
  nhs_number: textField,
}

/** A person registered with the practice. */
export const patientRow = z.object({
  ...rowBase,
  ...who,
  address_lines: linesField,
  address_city: textField,
  address_postcode: textField,
  phone: textField,
  /** Whether somebody else changed something that the reader may see, since they last looked; never on a first look. */
  changed: yesNoField,
})

export const listOutput = z.object({
  rows: z.array(patientRow),
  next: z.string().nullable(),
  ...look,
  may: openCommands,
})

const coded = { ...entryBase, name: textField }

/** Each part of a record that is a list, and what a row of it holds. Times and days are text. */
export const parts = {
  names: z.object({
    ...entryBase,
    use: textField,
    prefix: textField,
    given_names: textField,
    family_name: textField,
    suffix: textField,
    starts_on: textField,
    ends_on: textField,
  }),
  addresses: z.object({
    ...rowBase,
    use: textField,
    lines: linesField,
    city: textField,
    district: textField,
    postcode: textField,
    starts_on: textField,
    ends_on: textField,
    is_current: yesNoField,
  }),
  telecoms: z.object({
    ...rowBase,
    system: textField,
    use: textField,
    value: textField,
    starts_on: textField,
    ends_on: textField,
    is_current: yesNoField,
  }),
  communication_needs: z.object({ ...rowBase, need: textField }),
  related_people: z.object({
    ...rowBase,
    relationship: textField,
    family_name: textField,
    given_names: textField,
    telecom: textField,
    address: textField,
    agreed_to_contact: yesNoField,
    starts_on: textField,
    ends_on: textField,
  }),
  caseload_entries: z.object({
    ...rowBase,
    group_id: textField,
    group: textField,
    status: textField,
    reason: textField,
    confirmed_at: textField,
    added_by: textField,
    added_at: textField,
    /** The practitioner role that is named, so that a screen can tell whether it is the reader's own. */
    care_manager_id: textField,
    care_manager: textField,
    care_manager_role: textField,
    care_manager_service: textField,
    care_manager_named_at: textField,
    care_manager_accepted_at: textField,
    review_due: textField,
    ended_at: textField,
    end_reason: textField,
  }),
  conditions: z.object({
    ...coded,
    clinical_status: textField,
    verification_status: textField,
    onset_on: textField,
    abated_on: textField,
    recorded_on: textField,
  }),
  allergies: z.object({
    ...coded,
    clinical_status: textField,
    verification_status: textField,
    criticality: textField,
    recorded_on: textField,
  }),
  medicines: z.object({ ...coded, status: textField, authored_on: textField, dosage: textField }),
  procedures: z.object({ ...coded, status: textField, started_on: textField, ended_on: textField }),
  encounters: z.object({
    ...coded,
    reason: textField,
    class: textField,
    status: textField,
    started_at: textField,
    ended_at: textField,
    provider: textField,
  }),
  care_plans: z.object({ ...coded, status: textField, starts_on: textField, ends_on: textField }),
  care_plan_activities: z.object({ ...coded, status: textField }),
  goals: z.object({
    ...entryBase,
    description: textField,
    status: textField,
    achievement: textField,
    starts_on: textField,
    due_on: textField,
  }),
  notes: z.object({
    ...entryBase,
    text: textField,
    author: textField,
    author_role: textField,
    author_organisation: textField,
    written_at: textField,
  }),
} as const

export type PartName = keyof typeof parts
export const partNames = Object.keys(parts) as [PartName, ...PartName[]]

/** A row of a part, by the part's name. */
export type Part<Name extends PartName> = z.output<(typeof parts)[Name]>

/** One heading of a record: the same for everybody who is opened for the same purpose, whatever is recorded. */
export const section = z.object({
  category,
  heading: z.string(),
  /** `open` holds all there is, `conditional` may be incomplete, `withheld` shows nothing to this reader. */
  state: z.enum(['open', 'conditional', 'withheld']),
  /** Why, as a code and in words. */
  reason: reasonCode,
  words: z.string(),
  can_break_glass: z.boolean(),
  /** The roles that the policy shows this to, never computed from anybody's wishes. */
  shared_with: z.array(z.enum(roles)),
  shared_with_words: z.string(),
  /** The rows that stand under this heading, by part, in the order in which they are told. */
  rows: z.array(z.object({ part: z.enum(partNames), id: z.uuid() })),
})

export type Section = z.output<typeof section>

/** One thing that happened, and when. */
export const moment = z.object({
  part: z.enum(partNames),
  id: z.uuid(),
  /** A day, or a time where one is known. */
  at: z.string(),
  what: textField,
  /** What is said of it besides, such as a status, where there is anything. */
  detail: textField,
})

export type Moment = z.output<typeof moment>

export const recordInput = underDeclaration({ patient: id })

export const recordOutput = z.object({
  ...rowBase,
  ...who,
  nhs_number_status: textField,
  deceased_at: textField,
  registered_practice: textField,
  marital_status: textField,
  ethnic_category: textField,
  religion: textField,
  first_language: textField,
  names: z.array(parts.names),
  addresses: z.array(parts.addresses),
  telecoms: z.array(parts.telecoms),
  communication_needs: z.array(parts.communication_needs),
  related_people: z.array(parts.related_people),
  caseload_entries: z.array(parts.caseload_entries),
  conditions: z.array(parts.conditions),
  allergies: z.array(parts.allergies),
  medicines: z.array(parts.medicines),
  procedures: z.array(parts.procedures),
  encounters: z.array(parts.encounters),
  care_plans: z.array(parts.care_plans),
  care_plan_activities: z.array(parts.care_plan_activities),
  goals: z.array(parts.goals),
  notes: z.array(parts.notes),
  /** In the order in which a case is told. */
  sections: z.array(section),
  /** Newest first. */
  timeline: z.array(moment),
  /** The parts of which this answer holds only the newest; `older` has the rest. */
  cut_short: z.array(z.enum(partNames)),
  may: openCommands,
})

/** A part of a record from its newest row on, page by page. */
export const olderInput = underDeclaration({
  patient: id,
  part: z.enum(partNames, 'must be a part of a record'),
  ...paging,
})

export type OlderPage = {
  [Name in PartName]: { part: Name; rows: Part<Name>[]; next: string | null }
}[PartName]

const olderPages = partNames.map((part) =>
  z.object({ part: z.literal(part), rows: z.array(parts[part]), next: z.string().nullable() }),
)

export const olderOutput = z.union(olderPages) as unknown as z.ZodType<OlderPage, OlderPage>
