import { z } from 'zod'

import { onTheCaseload } from '../access/vocabulary.ts'
import { openCommands } from '../commands-open.ts'
import { linesField, look, rowBase, suggestion, textField, yesNoField } from '../field-schema.ts'
import {
  command,
  day,
  expecting,
  id,
  nhsNumber,
  only,
  paging,
  sought,
  soughtSoFar,
  underDeclaration,
} from '../input-schema.ts'

/** Why somebody is on a list. */
export const reason = z.enum(
  ['several_services', 'recent_hospital_stay', 'risk_of_admission', 'support_at_home', 'team_review', 'other'],
  'must be one of the reasons offered',
)

/** Why somebody is taken off a list. */
export const endReason = z.enum(
  ['goals_met', 'moved_away', 'person_asked', 'died', 'not_suitable', 'other'],
  'must be one of the reasons offered',
)

const status = z.enum(onTheCaseload, 'must be planned, waitlist, active or onhold')
const reviewDue = day.nullable()
/** What a list may be narrowed to. A column that is withheld for this purpose cannot be used, and says so. */
export const filter = only({
  /** The beginnings of some words of a name, former names included; or an NHS number in any spacing. */
  name: sought.optional(),
  nhs_number: nhsNumber.optional(),
  /** Those of whom somebody else changed something that the reader may see, since they last looked. */
  changed: z.literal(true, 'must be true or left out').optional(),
  status: z.array(status).min(1, 'must name at least one status').max(onTheCaseload.length).optional(),
  reason: reason.optional(),
  /** No one yet, or one practitioner role. */
  care_manager: z.union([z.literal('nobody'), id], 'must be "nobody" or an identifier').optional(),
  /** Reviews that are due on this day or before. */
  review_due_by: day.optional(),
})

/** The columns that a list can be sorted by. */
export const sortColumns = [
  'family_name',
  'birth_date',
  'status',
  'review_due',
  'added_at',
  'registered_practice',
] as const

const sort = only({
  by: z.enum(sortColumns, `must be one of: ${sortColumns.join(', ')}`),
  direction: z.enum(['asc', 'desc'], 'must be asc or desc').default('asc'),
})

export const listInput = underDeclaration({ filter: filter.optional(), sort: sort.optional(), ...paging })
export const countInput = underDeclaration({ filter: filter.optional() })
/** The list as a file: everybody whom the filter leaves, in the order of the sort. */
export const exportInput = underDeclaration({ filter: filter.optional(), sort: sort.optional() })
/** Says that the reader has seen the list that came with `seen`. */
export const lookedInput = underDeclaration({ seen: z.string('must be text').max(2000, 'must be what a list gave') })
/** What was typed so far into a search box. */
export const suggestInput = underDeclaration({ text: soughtSoFar })

/** A person on a group's list: one entry, and who it is about. */
export const caseloadRow = z.object({
  ...rowBase,
  family_name: textField,
  given_names: textField,
  name_prefix: textField,
  nhs_number: textField,
  birth_date: textField,
  /** `day`, `month` or `year`: how much of the birth date is known. */
  birth_date_precision: textField,
  sex: textField,
  deceased: yesNoField,
  registered_practice: textField,
  address_lines: linesField,
  address_city: textField,
  address_postcode: textField,
  phone: textField,
  status: textField,
  reason: textField,
  /** Absent until the registered practice has confirmed; identity alone is open until then. */
  confirmed_at: textField,
  /** The practitioner role that is named, so that a screen can tell whether it is the reader's own. */
  care_manager_id: textField,
  care_manager: textField,
  care_manager_role: textField,
  care_manager_service: textField,
  care_manager_named_at: textField,
  care_manager_accepted_at: textField,
  review_due: textField,
  added_at: textField,
  /** Whether somebody else changed something that the reader may see, since they last looked; never on a first look. */
  changed: yesNoField,
  /** Whether it is the entry itself that was not there then. */
  added: yesNoField,
})

export const listOutput = z.object({
  rows: z.array(caseloadRow),
  next: z.string().nullable(),
  ...look,
  may: openCommands,
})
export const countOutput = z.object({ count: z.number().int() })
export const exportOutput = z.object({ file_name: z.string(), csv: z.string() })
export const suggestOutput = z.object({ people: z.array(suggestion) })

const entry = { id, expected: expecting('administrative') }

/** The registered practice puts one of its own patients on a group's list. The screen makes the entry's id. */
export const addInput = underDeclaration({
  ...command,
  id,
  patient: id,
  group: id,
  status: z.enum(['planned', 'waitlist', 'active'], 'must be planned, waitlist or active').default('active'),
  reason,
  review_due: reviewDue.optional(),
})

/** A member asks that somebody be put on the list, by what only who knows the person can know. */
export const proposeInput = underDeclaration({ ...command, id, nhs_number: nhsNumber, birth_date: day, reason })

/** The same words whether or not there is such a person, and whatever became of it. */
export const proposeOutput = z.object({ outcome: z.literal('done'), words: z.string() })

export const confirmInput = underDeclaration({ ...command, ...entry })

export const changeInput = underDeclaration({
  ...command,
  ...entry,
  status: status.optional(),
  reason: reason.optional(),
  /** null takes the review date away. */
  review_due: reviewDue.optional(),
}).refine(
  ({ status, reason, review_due }) => status !== undefined || reason !== undefined || review_due !== undefined,
  'must change the status, the reason or the review date',
)

/** null names nobody. Naming opens nothing until that person has accepted. */
export const nameCareManagerInput = underDeclaration({ ...command, ...entry, care_manager: id.nullable() })

export const acceptCareManagerInput = underDeclaration({ ...command, ...entry })

export const takeOffInput = underDeclaration({ ...command, ...entry, end_reason: endReason })
