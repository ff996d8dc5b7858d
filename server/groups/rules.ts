import { type Rule, isOpen, ruleFor, terms, whoMayDeclare } from '../access/catalogue/catalogue.ts'
import type { Category } from '../access/categories.ts'
import type { Purpose, Role, Route } from '../access/vocabulary.ts'
import { initialsOf } from '../initials.ts'
import { categoryWords, listed, purposeWords, roleWords, routeWords, sentenceCase } from '../words.ts'
import type { Colleague, Declared, HeldRole } from './reads.ts'
import type { Choice, CurrentDeclaration } from './schema.ts'

/** One thing that a role may say it is here for at a place, and what that comes to. */
export interface Offer {
  purpose: Purpose
  route: Route
  name: string
  opens: string
  leaves_out: string
  hours: number
  target: 'place' | 'patient'
  reason_required: boolean
  reviewed: boolean
}

/** Purposes from the everyday to the exceptional: the first that a role may declare is its usual one. */
const usualFirst: readonly Purpose[] = [
  'direct_care',
  'care_coordination',
  'patient_administration',
  'case_finding',
  'case_meeting',
  'safeguarding',
  'emergency',
  'oversight',
  'patient_request',
  'service_evaluation',
]

/** The routes that start from a place; the wide one first. */
const routesFrom: Readonly<Record<'group' | 'practice', readonly Route[]>> = {
  group: ['group_caseload', 'named_care_manager'],
  practice: ['registered_practice'],
}

/** What a role may say it is here for at a place of this kind, the usual first: from the catalogue alone. */
export function offersFor(role: Role, placeKind: 'group' | 'practice'): Offer[] {
  return routesFrom[placeKind].flatMap((route) =>
    usualFirst
      .filter((purpose) => whoMayDeclare.get(role)?.has(purpose) && isOpen(purpose, route) && isOffered(purpose, route))
      .flatMap((purpose) => {
        const rule = ruleFor(role, purpose, route)
        return rule ? [offerOf(rule)] : []
      }),
  )
}

/** For one exceptional person the group's own route says all; a second way in the same words would only puzzle. */
function isOffered(purpose: Purpose, route: Route): boolean {
  return route !== 'named_care_manager' || terms[purpose].target === 'place'
}

function offerOf(rule: Rule): Offer {
  const { purpose, route } = rule
  const { hours, target, reasonRequired, goesToReview } = terms[purpose]
  const leftOut = namesOf(rule, false)
  return {
    purpose,
    route,
    name:
      route === 'named_care_manager' ? `My own people: ${purposeWords[purpose]}` : sentenceCase(purposeWords[purpose]),
    opens: `${aimOf(rule)} Opens ${listed(namesOf(rule, true))}${mayBeLess(rule) ? ', less what a person asked not to share' : ''}.`,
    leaves_out: `Does not open ${listed(leftOut.length > 0 ? leftOut : [categoryWords.legally_restricted.name], 'or')}.`,
    hours,
    target,
    reason_required: reasonRequired,
    reviewed: goesToReview,
  }
}

function aimOf({ purpose, route }: Rule): string {
  if (purpose === 'safeguarding')
    return 'One person, with your reason. It may go past what they asked for, and is always reviewed.'
  if (purpose === 'emergency') return 'One person, with your reason. It ends by itself, and is always reviewed.'
  if (purpose === 'case_finding') return 'Find people of your practice who would gain from more care.'
  if (purpose === 'patient_administration') return "Keep your practice's list in order."
  const whom: Partial<Record<Route, string>> = {
    group_caseload: "people on this group's list",
    named_care_manager: 'people whose care manager you are',
    registered_practice: 'people registered with your practice',
  }
  const doing = purpose === 'care_coordination' ? 'Arrange who does what for' : 'Look after'
  return `${doing} ${whom[route] ?? 'people within your reach'}.`
}

/**
 * What a choice tells of, in the order in which it is told, each as short as it can be. What every purpose
 * opens alike (safety alerts, the list's own columns) needs no telling; the policy page has all of it.
 */
const told: readonly { words: string; of: readonly Category[] }[] = [
  { words: 'names', of: ['identity'] },
  { words: 'contact and address', of: ['contact', 'location'] },
  { words: 'contact details', of: ['contact'] },
  { words: 'addresses', of: ['location'] },
  {
    words: 'clinical detail',
    of: ['clinical_summary', 'medicines', 'mental_health', 'substance_use', 'sexual_and_reproductive_health'],
  },
  { words: 'health problems', of: ['clinical_summary'] },
  { words: 'medicines', of: ['medicines'] },
  { words: 'mental health', of: ['mental_health'] },
  { words: 'alcohol and drug use', of: ['substance_use'] },
  { words: 'sexual health', of: ['sexual_and_reproductive_health'] },
  { words: 'social care', of: ['social_care'] },
  { words: 'home and family', of: ['personal_circumstances'] },
  { words: 'safeguarding', of: ['safeguarding'] },
  { words: 'end of life care', of: ['end_of_life'] },
]

/** The names of what a rule opens, or of what it does not: several categories by one name where all are alike. */
function namesOf(rule: Rule, open: boolean): string[] {
  const left = new Set(told.flatMap(({ of }) => of).filter((category) => isShown(rule, category) === open))
  return told.flatMap(({ words, of }) => {
    if (!of.every((category) => left.has(category))) return []
    for (const category of of) left.delete(category)
    return [words]
  })
}

function isShown(rule: Rule, category: Category): boolean {
  return rule.cells[category].effect !== 'withhold'
}

function mayBeLess(rule: Rule): boolean {
  return told.some(({ of }) => of.some((category) => rule.cells[category].effect === 'show_unless_objected'))
}

export type NonEmpty<Item> = [Item, ...Item[]]

/** A place with the roles that one person holds there. */
export function placeOf(held: NonEmpty<HeldRole>) {
  const [{ place_id, place_kind, place_name }] = held
  return {
    id: place_id,
    kind: place_kind,
    name: place_name,
    roles: held.map(({ practitioner_role_id, role, organisation_id, organisation_name, organisation_kind }) => ({
      practitioner_role_id,
      role,
      role_words: roleWords[role],
      organisation: { id: organisation_id, name: organisation_name, kind: organisation_kind },
    })),
  }
}

/** Every place at which roles are held, in the order of the first of its roles. */
export function placesOf(held: readonly HeldRole[]) {
  const places = new Map<string, NonEmpty<HeldRole>>()
  for (const role of held) {
    const same = places.get(role.place_id)
    if (same) same.push(role)
    else places.set(role.place_id, [role])
  }
  return [...places.values()].map(placeOf)
}

/** What a role that is held at a place may say it is here for. */
export function choicesOf({ practitioner_role_id, role, organisation_name, place_kind }: HeldRole): Choice[] {
  const held = { practitioner_role_id, role, role_words: roleWords[role], organisation_name }
  return offersFor(role, place_kind).map((offer) => ({ ...held, ...offer }))
}

/** Of what a session has declared, the newest that was said of a place; null for none. */
export function currentAt(place: string, declarations: readonly Declared[]): CurrentDeclaration | null {
  const here = declarations.find(({ place_id }) => place_id === place)
  if (!here) return null
  const { place_id, patient_id, started_at, ends_at, role, purpose, route } = here
  return {
    ...here,
    place: place_id,
    role_words: roleWords[role],
    purpose_words: purposeWords[purpose],
    route_words: routeWords[route],
    patient: patient_id,
    started_at: started_at.toISOString(),
    ends_at: ends_at.toISOString(),
  }
}

/** A colleague as a screen shows them. */
export function colleagueOf({ practitioner_role_id, given_names, family_name, role }: Colleague) {
  const name = `${given_names} ${family_name}`
  return { practitioner_role_id, name, initials: initialsOf(name), role_words: roleWords[role] }
}
