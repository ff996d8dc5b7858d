import type { Category } from '../categories.ts'
import type { Purpose, Route } from '../vocabulary.ts'
import type { Rule } from './catalogue.ts'

/** Who may change what: a change that stands nowhere here is refused to everybody. */
export interface WritingRule {
  /** What it does, as it stands on the policy page. */
  words: string
  routes: readonly Route[]
  purposes: readonly Purpose[]
  /** Nobody writes a category that they cannot read. */
  needs: readonly Category[]
}

const byTheGroup = {
  routes: ['group_caseload'],
  purposes: ['direct_care', 'care_coordination', 'case_meeting'],
  needs: ['administrative'],
} as const satisfies Omit<WritingRule, 'words'>

const byThePractice = {
  routes: ['registered_practice'],
  purposes: ['direct_care', 'patient_administration'],
  needs: ['administrative'],
} as const satisfies Omit<WritingRule, 'words'>

/**
 * catalogue-draft.md, "Writing". Recording an objection is the one exception to "nobody writes what they
 * cannot read": it shows nothing of what is there, and tightening is open to whoever spoke with the person.
 */
export const writing = {
  add_to_caseload: { words: 'Put one of their own patients on a group caseload', ...byThePractice },
  confirm_on_caseload: { words: 'Confirm a patient whom another member proposed', ...byThePractice },
  propose_for_caseload: {
    words:
      'Propose a person by exact NHS number and date of birth; identity alone is open until their practice confirms',
    routes: ['group_caseload'],
    purposes: ['direct_care', 'care_coordination'],
    needs: ['identity'],
  },
  change_caseload_entry: {
    words: 'Change a review date, status, reason or care manager, or take a person off the caseload',
    ...byTheGroup,
  },
  accept_as_care_manager: { words: 'Accept being the named care manager', ...byTheGroup },
  record_objection: {
    words: 'Record what a person does not want shared, having spoken with them',
    routes: ['group_caseload', 'registered_practice', 'named_care_manager'],
    purposes: ['direct_care', 'care_coordination', 'case_meeting', 'safeguarding', 'patient_administration'],
    needs: [],
  },
  record_permission: {
    words: 'Record an exception that a person makes from what they asked not to share',
    routes: ['registered_practice'],
    purposes: ['direct_care'],
    needs: ['sharing_preference'],
  },
  withdraw_preference: {
    words: 'Withdraw a preference: by the registered practice, or by whoever recorded it',
    routes: ['group_caseload', 'registered_practice', 'named_care_manager'],
    purposes: ['direct_care', 'care_coordination', 'case_meeting', 'patient_administration'],
    needs: [],
  },
} as const satisfies Record<string, WritingRule>

export type WriteCommand = keyof typeof writing

/** Whether a rule lets its reader carry out a command at all; the row decides the rest. */
export function mayWrite(rule: Rule, command: WriteCommand): boolean {
  const { routes, purposes, needs }: WritingRule = writing[command]
  return (
    routes.includes(rule.route) &&
    purposes.includes(rule.purpose) &&
    needs.every((category) => rule.cells[category].effect !== 'withhold')
  )
}
