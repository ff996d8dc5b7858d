import type { z } from 'zod'

import type { Effect } from '../access/catalogue/catalogue.ts'
import type { Category } from '../access/categories.ts'
import type { Field } from '../access/field.ts'
import { type ReasonCode, reasons } from '../access/reasons.ts'
import { type Role, roles } from '../access/vocabulary.ts'
import { type CsvColumn, asFarAsKnown } from '../csv-file.ts'
import { listed, roleWords } from '../words.ts'
import { type Moment, type Part, type PartName, type Section, partNames, type patientRow } from './schema.ts'

/** The lists of a record. */
export type RecordParts = { [Name in PartName]: Part<Name>[] }

/** Why a reader sees a category or does not, from the policy alone. */
export interface Explained {
  effect: Effect
  reason: ReasonCode
  words: string
  canBreakGlass: boolean
  shownTo: readonly Role[]
}

/** The headings of a record, in the order in which a case is told: who the person is, what is wrong, what to watch for. */
export const headings: readonly { category: Category; heading: string }[] = [
  { category: 'safety_alert', heading: 'Safety alerts' },
  { category: 'personal_circumstances', heading: 'Home, family and carers' },
  { category: 'administrative', heading: 'Who is involved' },
  { category: 'clinical_summary', heading: 'Health problems and care' },
  { category: 'medicines', heading: 'Medicines' },
  { category: 'mental_health', heading: 'Mental health' },
  { category: 'substance_use', heading: 'Alcohol and drug use' },
  { category: 'sexual_and_reproductive_health', heading: 'Sexual and reproductive health' },
  { category: 'social_care', heading: 'Social care' },
  { category: 'safeguarding', heading: 'Safeguarding' },
  { category: 'end_of_life', heading: 'End of life care' },
  { category: 'meeting_notes', heading: 'Case meetings' },
  { category: 'risk_score', heading: 'Risk scores' },
  { category: 'contact', heading: 'Contact details' },
  { category: 'location', heading: 'Addresses' },
  { category: 'demographics', heading: 'Background' },
  { category: 'identity', heading: 'Names' },
  { category: 'unclassified', heading: 'Not classified yet' },
  { category: 'legally_restricted', heading: 'Restricted by law' },
  { category: 'sharing_preference', heading: 'Wishes about sharing' },
]

/** Parts that stand under one heading, whatever their rows are. A list of medicines is of use only when it is whole. */
const fixedHeading: Partial<Record<PartName, Category>> = {
  names: 'identity',
  addresses: 'location',
  telecoms: 'contact',
  communication_needs: 'administrative',
  related_people: 'personal_circumstances',
  caseload_entries: 'administrative',
  medicines: 'medicines',
}

/** Of the categories that an entry has, the one that says most of it; the first that it has. */
const mostTelling: readonly Category[] = [
  'legally_restricted',
  'unclassified',
  'sexual_and_reproductive_health',
  'substance_use',
  'mental_health',
  'safeguarding',
  'end_of_life',
  'safety_alert',
  'social_care',
  'personal_circumstances',
  'medicines',
]

/** The heading that a row of a part stands under. */
export function headingOf(part: PartName, categories: readonly Category[] = []): Category {
  return fixedHeading[part] ?? mostTelling.find((category) => categories.includes(category)) ?? 'clinical_summary'
}

/**
 * The sections of a record. Which there are, and what each says of itself, comes from the policy alone and is
 * the same for every person, whether there is anything under a heading or not (domain.md, rule 4).
 *
 * @param person says whether their entry waits to be confirmed, and all but identity with it
 * @param explain the policy's answer for a category
 */
export function sectionsOf(
  { unconfirmed = false }: { readonly unconfirmed?: boolean },
  lists: RecordParts,
  explain: (category: Category) => Explained,
): Section[] {
  return headings.map(({ category, heading }) => {
    const told = explain(category)
    const waits = unconfirmed && category !== 'identity' && told.effect !== 'withhold'
    const reason = waits ? 'identity_until_confirmed' : told.reason
    return {
      category,
      heading,
      state: waits ? 'withheld' : stateOf[told.effect],
      reason,
      words: waits ? reasons.identity_until_confirmed : told.words,
      can_break_glass: told.canBreakGlass,
      shared_with: [...told.shownTo],
      shared_with_words: sharedWith(told.shownTo),
      rows: partNames.flatMap((part) =>
        lists[part]
          .filter((row) => headingOf(part, 'categories' in row ? row.categories : []) === category)
          .map(({ id }) => ({ part, id })),
      ),
    }
  })
}

const stateOf: Readonly<Record<Effect, Section['state']>> = {
  show: 'open',
  show_unless_objected: 'conditional',
  withhold: 'withheld',
}

/** Those who care for people over a group's caseload; the others see no record there at all. */
const caring = roles.filter(
  (role) =>
    !['care_coordinator', 'practice_manager', 'caldicott_guardian', 'ig_lead', 'system_administrator'].includes(role),
)

/** Whom the policy shows a category to, in a few words. */
export function sharedWith(shownTo: readonly Role[]): string {
  const everyone = 'Shared with everyone in the group who gives care'
  const missing = caring.filter((role) => !shownTo.includes(role))
  if (shownTo.length === 0) return 'Not shared with the group'
  if (missing.length === 0) return everyone
  if (missing.length < shownTo.length) return `${everyone}, except ${plurals(missing)}`
  return `Shared with ${plurals(shownTo)} in the group`
}

function plurals(of: readonly Role[]): string {
  return listed(of.map((role) => `${roleWords[role]}s`))
}

const NOTHING: Field<string> = { state: 'shown', value: null, absent: 'not recorded' }

/** When something was (the first of these that is known), what happened, and what is said of it besides. */
interface Told {
  at: Field<string>[]
  what: Field<string>
  detail: Field<string>
}

/** How a row of each part tells of a moment. */
const momentsOf: { [Name in PartName]?: (row: Part<Name>) => Told } = {
  caseload_entries: ({ added_at, group, status }) => ({ at: [added_at], what: group, detail: status }),
  conditions: ({ onset_on, recorded_on, name, clinical_status }) => ({
    at: [onset_on, recorded_on],
    what: name,
    detail: clinical_status,
  }),
  allergies: ({ recorded_on, name, criticality }) => ({ at: [recorded_on], what: name, detail: criticality }),
  medicines: ({ authored_on, name, dosage }) => ({ at: [authored_on], what: name, detail: dosage }),
  procedures: ({ started_on, name, status }) => ({ at: [started_on], what: name, detail: status }),
  encounters: ({ started_at, name, reason }) => ({ at: [started_at], what: name, detail: reason }),
  care_plans: ({ starts_on, name, status }) => ({ at: [starts_on], what: name, detail: status }),
  goals: ({ starts_on, description, achievement }) => ({ at: [starts_on], what: description, detail: achievement }),
  notes: ({ written_at, text }) => ({ at: [written_at], what: text, detail: NOTHING }),
}

/** The dated rows of a record as one story, the newest first. What has no date that is shown is left out. */
export function timelineOf(lists: RecordParts): Moment[] {
  const moments = partNames.flatMap((part) => momentsIn(lists, part))
  // A day is less than every time in it, so that both can be compared as they are written.
  return moments.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : one.id < other.id ? -1 : 1))
}

function momentsIn(lists: RecordParts, part: PartName): Moment[] {
  // A part's rows and what reads them have the same name, which a union of all parts no longer knows.
  const momentOf = momentsOf[part] as ((row: Part<PartName>) => Told) | undefined
  if (!momentOf) return []
  return lists[part].flatMap((row) => {
    const { at, what, detail } = momentOf(row)
    const when = at.find((field) => field.state === 'shown' && field.value !== null)
    return when?.state === 'shown' && when.value !== null ? [{ part, id: row.id, at: when.value, what, detail }] : []
  })
}

/** The parts of which there may be more than was read. */
export function cutShort(lists: RecordParts, limitOf: (part: PartName) => number): PartName[] {
  return partNames.filter((part) => lists[part].length >= limitOf(part))
}

/** What a file of a practice's list has of each person. */
export const fileColumns: readonly CsvColumn<z.output<typeof patientRow>>[] = [
  { heading: 'NHS number', of: (row) => row.nhs_number },
  { heading: 'Family name', of: (row) => row.family_name },
  { heading: 'Given names', of: (row) => row.given_names },
  { heading: 'Born', of: (row) => asFarAsKnown(row.birth_date, row.birth_date_precision) },
  { heading: 'Sex', of: (row) => row.sex },
  { heading: 'Died', of: (row) => row.deceased },
  { heading: 'Address', of: (row) => row.address_lines },
  { heading: 'Town', of: (row) => row.address_city },
  { heading: 'Postcode', of: (row) => row.address_postcode },
  { heading: 'Phone', of: (row) => row.phone },
]
