import { type Effect, catalogue, isOpen, ruleFor } from './catalogue/catalogue.ts'
import type { Category } from './categories.ts'
import type { Decision } from './decision.ts'
import { type ReasonCode, reasons } from './reasons.ts'
import { modeOf } from './sql/visibility.ts'
import type { Role } from './vocabulary.ts'

/** Why somebody sees a category or does not: the policy's answer, the same for every patient. */
export interface Explanation {
  effect: Effect
  reason: ReasonCode
  words: string
  canBreakGlass: boolean
  /** The roles that are shown it in a group's direct care, as far as the person has not objected. */
  shownTo: Role[]
}

/** Explains a category under a decision. It asks nothing of the database, so that it can tell nothing of a person. */
export function explain(decision: Decision, category: Category): Explanation {
  const cell = decision.rule.cells[category]
  // Shown whatever the person asked, and yet not of everybody: where an S-flag is up, nobody outside the practice reads it.
  const unlessRestricted = cell.effect === 'show' && modeOf(decision.rule, category) === 'conditional'
  const effect: Effect = unlessRestricted ? 'show_unless_objected' : cell.effect
  const reason: ReasonCode = unlessRestricted ? 'unless_restricted' : cell.reason
  const glass = ruleFor(decision.role, 'emergency', 'break_glass')
  return {
    effect,
    reason,
    words: reasons[reason],
    canBreakGlass:
      effect !== 'show' &&
      isOpen('emergency', 'break_glass') &&
      glass !== undefined &&
      glass.cells[category].effect !== 'withhold',
    shownTo: catalogue
      .filter((rule) => rule.route === 'group_caseload' && rule.purpose === 'direct_care')
      .filter((rule) => rule.cells[category].effect !== 'withhold')
      .map((rule) => rule.role),
  }
}
