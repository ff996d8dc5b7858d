import { type Category, type Mask, bitOf, categories } from '../categories.ts'
import type { ReasonCode } from '../reasons.ts'
import { type Purpose, type Role, type Route, purposeNames, roles } from '../vocabulary.ts'
import * as tables from './tables.ts'

/** Raised with every change of the policy; stands in each audit event. */
export const policyVersion = '2026-11-23'

export type Effect = 'show' | 'show_unless_objected' | 'withhold'

export interface Cell {
  effect: Effect
  reason: ReasonCode
}

/** What one role is shown, for one purpose, by one route, and what stands in its way. */
export interface Rule {
  role: Role
  purpose: Purpose
  route: Route
  /** The basis of the flag that a flag recipient reads by, where the basis changes what is shown. */
  basis?: 's42'
  cells: Readonly<Record<Category, Cell>>
  /** What an objection to the whole record does: the person leaves this route, or the rule goes past it. */
  wholeRecordObjection: 'closes' | 'stands_aside'
  /** Whether an objection to risk stratification takes the person out of this route. */
  riskStratificationObjection: 'closes' | 'stands_aside'
  /** Whether the S-flag hides where and how the person is reached. */
  restrictedRecord: 'withholds' | 'shows'
}

/** What may be declared with a purpose: for how long, about whom, and whether a reason must be given. */
export interface PurposeTerms {
  hours: number
  target: 'place' | 'patient'
  reasonRequired: boolean
  goesToReview: boolean
}

const everyday: PurposeTerms = { hours: 4, target: 'place', reasonRequired: false, goesToReview: false }

/** design.md: four hours, safeguarding and case finding one, emergency three; the exceptional ones one patient. */
export const terms: Readonly<Record<Purpose, PurposeTerms>> = {
  direct_care: everyday,
  care_coordination: everyday,
  case_meeting: everyday,
  safeguarding: { hours: 1, target: 'patient', reasonRequired: true, goesToReview: true },
  emergency: { hours: 3, target: 'patient', reasonRequired: true, goesToReview: true },
  case_finding: { ...everyday, hours: 1 },
  patient_administration: everyday,
  service_evaluation: everyday,
  oversight: everyday,
  patient_request: everyday,
}

const openRoutes: readonly Route[] = ['group_caseload', 'registered_practice', 'named_care_manager']

/** Whether a purpose can be declared on a route now; the others wait for what they rest on (flags, meetings, break-glass, oversight). */
export function isOpen(purpose: Purpose, route: Route): boolean {
  return openRoutes.includes(route) && purpose !== 'case_meeting'
}

/** Categories that only the S-flag's own practice sees (domain.md, rule 6). The practice itself is a location. */
export const restrictedCategories: Mask = bitOf('contact') | bitOf('location')

interface Block {
  table: string
  purpose: Purpose
  routes: readonly Route[]
  basis?: 's42'
  shown: ReasonCode
  wholeRecordObjection: Rule['wholeRecordObjection']
  riskStratificationObjection?: Rule['riskStratificationObjection']
}

const sharing = { shown: 'needed', wholeRecordObjection: 'closes' } as const
const ownRecord = { shown: 'own_practice', wholeRecordObjection: 'stands_aside' } as const

const blocks: readonly Block[] = [
  { table: tables.directCare, purpose: 'direct_care', routes: ['group_caseload', 'named_care_manager'], ...sharing },
  {
    table: tables.careCoordination,
    purpose: 'care_coordination',
    routes: ['group_caseload', 'named_care_manager'],
    ...sharing,
  },
  { table: tables.caseMeeting, purpose: 'case_meeting', routes: ['group_caseload', 'meeting_guest'], ...sharing },
  {
    table: tables.safeguarding,
    purpose: 'safeguarding',
    routes: ['group_caseload', 'registered_practice', 'named_care_manager'],
    shown: 'safeguarding',
    wholeRecordObjection: 'stands_aside',
  },
  { table: tables.practiceDirectCare, purpose: 'direct_care', routes: ['registered_practice'], ...ownRecord },
  {
    table: tables.practiceCaseFinding,
    purpose: 'case_finding',
    routes: ['registered_practice'],
    ...ownRecord,
    riskStratificationObjection: 'closes',
  },
  {
    table: tables.practiceAdministration,
    purpose: 'patient_administration',
    routes: ['registered_practice'],
    ...ownRecord,
  },
  { table: tables.flagRecipient, purpose: 'direct_care', routes: ['flag_recipient'], ...sharing },
  { table: tables.flagRecipientS42, purpose: 'direct_care', routes: ['flag_recipient'], basis: 's42', ...sharing },
  {
    table: tables.breakGlass,
    purpose: 'emergency',
    routes: ['break_glass'],
    shown: 'emergency',
    wholeRecordObjection: 'stands_aside',
  },
  {
    table: tables.review,
    purpose: 'oversight',
    routes: ['review'],
    shown: 'needed',
    wholeRecordObjection: 'stands_aside',
  },
  {
    table: tables.patientRequest,
    purpose: 'patient_request',
    routes: ['patient_request'],
    shown: 'needed',
    wholeRecordObjection: 'stands_aside',
  },
  {
    table: tables.serviceEvaluation,
    purpose: 'service_evaluation',
    routes: ['none'],
    shown: 'needed',
    wholeRecordObjection: 'stands_aside',
  },
]

/** The rows of a written table: its first column and, under each head, what stands there. */
export function readTable(text: string): { name: string; cells: Record<string, string> }[] {
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.trim().split(/\s+/).slice(1)
  return lines.map((line) => {
    const [name = '', ...values] = line.trim().split(/\s+/)
    if (values.length !== names.length)
      throw new Error(`The policy table's row "${name}" has ${values.length} cells, not ${names.length}.`)
    return { name, cells: Object.fromEntries(names.map((column, at) => [column, values[at] ?? ''])) }
  })
}

/** Who may declare what: `own` for a purpose that is open at the person's own practice only. */
export const whoMayDeclare: ReadonlyMap<Role, ReadonlyMap<Purpose, 'yes' | 'own'>> = new Map(
  readTable(tables.whoMayDeclare).map(({ name, cells }) => {
    const may = purposeNames.filter((purpose) => cells[purpose] === 'yes' || cells[purpose] === 'own')
    return [name as Role, new Map(may.map((purpose) => [purpose, cells[purpose] === 'own' ? 'own' : 'yes']))]
  }),
)

const practiceRoutes: readonly Route[] = ['registered_practice']

function cellFor(letter: string | undefined, shown: ReasonCode): Cell {
  if (letter === 'S') return { effect: 'show', reason: shown }
  if (letter === 'U') return { effect: 'show_unless_objected', reason: 'needed_unless_objected' }
  return { effect: 'withhold', reason: letter === 'W' ? 'not_needed_or_not_shared' : 'no_rule' }
}

function cellsFor(row: Record<string, string>, block: Block, route: Route): Record<Category, Cell> {
  const heads = Object.entries(tables.heads) as [string, Category][]
  const cells = Object.fromEntries(categories.map((category) => [category, cellFor(undefined, block.shown)])) as Record<
    Category,
    Cell
  >
  for (const [head, category] of heads) cells[category] = cellFor(row[head], block.shown)
  cells.legally_restricted = { effect: 'withhold', reason: 'restricted_by_law' }
  // What the code table does not know, and what people asked for, the practice that keeps the record reads.
  const keeper = practiceRoutes.includes(route) && block.purpose === 'direct_care'
  const kept: Cell = keeper
    ? { effect: 'show', reason: 'own_practice' }
    : { effect: 'withhold', reason: 'practice_only' }
  cells.unclassified = kept
  if (!row['pre']) cells.sharing_preference = kept
  return cells
}

function rulesOf(block: Block): Rule[] {
  return readTable(block.table).flatMap(({ name, cells: row }) => {
    const named =
      name === 'anyone' ? roles.filter((role) => whoMayDeclare.get(role)?.has(block.purpose)) : [name as Role]
    return block.routes.flatMap((route) =>
      named
        .filter((role) => whoMayDeclare.get(role)?.has(block.purpose))
        .map((role) => ({
          role,
          purpose: block.purpose,
          route,
          ...(block.basis && { basis: block.basis }),
          cells: cellsFor(row, block, route),
          wholeRecordObjection: block.wholeRecordObjection,
          riskStratificationObjection: block.riskStratificationObjection ?? 'stands_aside',
          restrictedRecord: route === 'registered_practice' ? 'shows' : 'withholds',
        })),
    )
  })
}

/** Every rule of the policy. What stands in none of them is withheld, `no_rule`. */
export const catalogue: readonly Rule[] = blocks.flatMap(rulesOf)

/** The rule for a role, purpose and route; none means that they cannot be declared together. */
export function ruleFor(role: Role, purpose: Purpose, route: Route): Rule | undefined {
  return catalogue.find((rule) => rule.role === role && rule.purpose === purpose && rule.route === route && !rule.basis)
}
