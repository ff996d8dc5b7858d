import { catalogue } from '../access/catalogue/catalogue.ts'
import { type Category, categories } from '../access/categories.ts'
import type { Field } from '../access/field.ts'
import type { OrganisationKind } from '../access/vocabulary.ts'
import { categoryWords, organisationKindWords } from '../words.ts'

/** What a wish can be about: everything, being picked out by risk, or one category. */
export type Objectable = 'all' | 'risk_stratification' | Category

/**
 * The categories that a wish may name: those that the policy marks "show unless objected" where people are
 * cared for. What is always shown falls only with `all`, and case finding has a wish of its own.
 */
const named = categories.filter((category) =>
  catalogue.some(
    ({ purpose, cells }) => purpose !== 'case_finding' && cells[category].effect === 'show_unless_objected',
  ),
)

export const objectable: readonly [Objectable, ...Objectable[]] = ['all', 'risk_stratification', ...named]

/** What a wish is about, in words that a form and a sentence can use. */
export function whatWords(what: string): string {
  if (what === 'all') return 'their whole record'
  if (what === 'risk_stratification') return 'their being picked out by risk'
  const category = categories.find((each) => each === what)
  return category ? `their ${categoryWords[category].name}` : 'something that is not known here'
}

/** The parts of a wish that its sentence is made of. */
export interface WishFields {
  effect: Field<string>
  what: Field<string>
  organisation_kind: Field<string>
  group: Field<string>
  said_by: Field<string>
}

/** Whoever may read a wish at all may read all of it, so one withheld part withholds the sentence. */
const NOT_SHOWN = 'A wish about sharing that you cannot read.'

/** A wish in one sentence: "The person asked not to share their medicines with the council." */
export function sentenceOf(wish: WishFields): string {
  const { effect, what, organisation_kind, group, said_by } = wish
  const partsShown = [effect, what, organisation_kind, group, said_by].every((field) => field.state === 'shown')
  if (!partsShown) return NOT_SHOWN
  const denies = valueOf(effect) === 'deny'
  const where = valueOf(group) === undefined ? '' : ` in ${valueOf(group) ?? ''}`
  const who = whoWords(valueOf(said_by))
  if (valueOf(what) === 'risk_stratification') {
    return `${who} ${denies ? 'asked not to be picked out' : 'agreed to be picked out'} by risk${where}.`
  }
  const whom = whomWords(valueOf(organisation_kind))
  return `${who} asked ${denies ? 'not to share' : 'to share'} ${whatWords(valueOf(what) ?? '')} ${whom}${where}.`
}

function valueOf(field: Field<string>): string | undefined {
  return field.state === 'shown' ? (field.value ?? undefined) : undefined
}

function whomWords(kind: string | undefined): string {
  if (kind === undefined) return 'with anyone outside their own practice'
  return `with ${organisationKindWords[kind as OrganisationKind]}`
}

function whoWords(saidBy: string | undefined): string {
  if (saidBy === 'lpa') return 'Their attorney (LPA)'
  if (saidBy === 'deputy') return 'Their deputy'
  return saidBy === 'best_interests' ? 'Those who decide in their best interests' : 'The person'
}
