import { type Rule, catalogue, isOpen, policyVersion, terms, whoMayDeclare } from '../access/catalogue/catalogue.ts'
import { type WritingRule, writing } from '../access/catalogue/writing.ts'
import { type Category, categories } from '../access/categories.ts'
import type { Explanation } from '../access/explain.ts'
import type { ReasonCode } from '../access/reasons.ts'
import { type Purpose, type Role, type Route, purposeNames, roles, routes } from '../access/vocabulary.ts'
import { categoryWords, purposeWords, roleWords, routeWords, sentenceCase } from '../words.ts'
import type { Explained, Policy } from './schema.ts'
import { textsFor } from './texts.ts'

const nameOfRole = (value: Role) => ({ value, words: sentenceCase(roleWords[value]) })
const nameOfPurpose = (value: Purpose) => ({ value, words: sentenceCase(purposeWords[value]) })
const nameOfRoute = (value: Route) => ({ value, words: sentenceCase(routeWords[value]) })

/** The whole policy as tables, from the catalogue that the gate is compiled from and from nothing else. */
export function policy(): Policy {
  return {
    version: policyVersion,
    categories: categories.map((value) => ({
      value,
      words: sentenceCase(categoryWords[value].name),
      covers: categoryWords[value].covers,
    })),
    declaring: {
      purposes: purposeNames.map(nameOfPurpose),
      rows: roles.map((role) => ({
        role: nameOfRole(role),
        cells: purposeNames.map((purpose) => whoMayDeclare.get(role)?.get(purpose) ?? 'no'),
      })),
    },
    tables: tablesOf(catalogue),
    writing: Object.values(writing).map(({ words, purposes, routes }: WritingRule) => ({
      words,
      purposes: purposes.map(nameOfPurpose),
      routes: routes.map(nameOfRoute),
    })),
  }
}

/** One table for each purpose and the routes by which the same is shown for it. */
function tablesOf(rules: readonly Rule[]): Policy['tables'] {
  return purposeNames.flatMap((purpose) => {
    const sameOn = new Map<string, { rules: Rule[]; routes: Route[] }>()
    for (const route of routes) {
      for (const basis of [undefined, 's42'] as const) {
        const found = rules.filter((rule) => rule.purpose === purpose && rule.route === route && rule.basis === basis)
        if (found.length === 0) continue
        const shown = JSON.stringify([basis, isOpen(purpose, route), found.map(({ role, cells }) => [role, cells])])
        const same = sameOn.get(shown) ?? { rules: found, routes: [] }
        same.routes.push(route)
        sameOn.set(shown, same)
      }
    }
    return [...sameOn.values()].map(({ rules: found, routes: by }) => tableOf(purpose, by, found))
  })
}

function tableOf(purpose: Purpose, by: readonly Route[], rules: readonly Rule[]): Policy['tables'][number] {
  const { hours, target, reasonRequired, goesToReview } = terms[purpose]
  return {
    purpose: nameOfPurpose(purpose),
    routes: by.map(nameOfRoute),
    basis: rules[0]?.basis ?? null,
    open: by.every((route) => isOpen(purpose, route)),
    hours,
    one_person: target === 'patient',
    reason_required: reasonRequired,
    reviewed: goesToReview,
    rows: rules.map(({ role, cells }) => ({
      role: nameOfRole(role),
      cells: categories.map((category: Category) => cells[category]),
    })),
  }
}

/** Who asks, as far as the policy's answer depends on it. */
export interface Asking {
  role: Role
  purpose: Purpose
}

/**
 * Why a reader can or cannot see a category, what to do next, and the rules that bear on it. It comes from
 * the policy alone, and so reads the same for every person it could be asked of.
 */
export function explained({ role, purpose }: Asking, category: Category, answer: Explanation): Explained {
  const { effect, reason, words, canBreakGlass, shownTo } = answer
  const name = categoryWords[category].name
  const shown = effect !== 'withhold'
  return {
    category: { value: category, words: sentenceCase(name) },
    role: nameOfRole(role),
    purpose: nameOfPurpose(purpose),
    effect,
    reason,
    heading: `Why ${shown ? 'can' : "can't"} I see ${name}?`,
    words: `For ${purposeWords[purpose]}, a ${roleWords[role]} is ${shown ? '' : 'not '}shown ${name}. ${words}`,
    next: nextStep(role, reason),
    can_break_glass: canBreakGlass,
    shown_to: shownTo.map(nameOfRole),
    guidance: textsFor(category, purpose),
  }
}

/** What to do next, by the reason; named after what a person would try, and never a dead end. */
function nextStep(role: Role, reason: ReasonCode): string {
  switch (reason) {
    case 'needed':
    case 'own_practice':
      return 'Use what you need for the reason you gave, and no more.'
    case 'needed_unless_objected':
      return 'If something you need seems to be missing, ask the person or their registered practice: they can tell you, and it may be right to.'
    case 'safeguarding':
    case 'unless_restricted':
    case 'emergency':
      return 'Write down what you did with it. Somebody will review this with you.'
    case 'not_needed_or_not_shared':
      return `If you need to know, ask the person or their registered practice: they can tell you, and it may be right to.${atRisk(role)}`
    case 'identity_until_confirmed':
      return 'Ask the registered practice to confirm that the person is on this list.'
    case 'restricted_by_law':
      return 'Nobody can open it here. Do not ask others for it.'
    case 'practice_only':
      return 'If you need to know, ask the registered practice.'
    case 'no_rule':
      return 'If your work needs it, tell your information governance lead: the policy may have a gap.'
  }
}

function atRisk(role: Role): string {
  return whoMayDeclare.get(role)?.has('safeguarding')
    ? ' If somebody is at risk, say that you are here for a safeguarding concern.'
    : ''
}
