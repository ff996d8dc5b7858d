import type { Category } from '../../server/access/categories.ts'
import * as tables from '../../server/access/catalogue/tables.ts'
import type { Purpose, Role, Route } from '../../server/access/vocabulary.ts'

/** Show, show unless objected, withhold. */
export type Letter = 'S' | 'U' | 'W'

const overTheGroup: Partial<Record<Purpose, string>> = {
  direct_care: tables.directCare,
  care_coordination: tables.careCoordination,
  safeguarding: tables.safeguarding,
}

/** Which of the policy's tables answers; the routes and purposes that this step opens, and no others. */
const written: Partial<Record<Route, Partial<Record<Purpose, string>>>> = {
  group_caseload: overTheGroup,
  named_care_manager: overTheGroup,
  registered_practice: {
    direct_care: tables.practiceDirectCare,
    case_finding: tables.practiceCaseFinding,
    patient_administration: tables.practiceAdministration,
    safeguarding: tables.safeguarding,
  },
}

/** Whether a role may say that it is here for a purpose, on a route. */
export const mayDeclare = remembered((role: Role, purpose: Purpose, route: Route): boolean => {
  const said = cellOf(tables.whoMayDeclare, role, purpose)
  if (said !== 'yes' && !(said === 'own' && route === 'registered_practice')) return false
  const table = written[route]?.[purpose]
  return table !== undefined && hasRowFor(table, role)
})

/** What the policy says of one category for one role, purpose and route. What it doesn't say is withheld. */
export const letterFor = remembered((role: Role, purpose: Purpose, route: Route, category: Category): Letter => {
  if (!mayDeclare(role, purpose, route) || category === 'legally_restricted') return 'W'
  // Codes that nobody has classified yet, and what people asked for: for those who keep the record.
  if (category === 'unclassified' || category === 'sharing_preference') {
    return route === 'registered_practice' && purpose === 'direct_care' ? 'S' : 'W'
  }
  const head = Object.entries(tables.heads).find(([, of]) => of === category)?.[0]
  const table = written[route]?.[purpose]
  const letter = head && table ? (cellOf(table, role, head) ?? cellOf(table, 'anyone', head)) : undefined
  return letter === 'S' || letter === 'U' ? letter : 'W'
})

function hasRowFor(table: string, role: Role): boolean {
  const names = linesOf(table).map(([name]) => name)
  return names.includes(role) || names.includes('anyone')
}

function cellOf(table: string, row: string, column: string): string | undefined {
  const [heads = [], ...lines] = linesOf(table)
  return lines.find(([name]) => name === row)?.[heads.indexOf(column)]
}

function linesOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
}

/** The policy stands still, and a proof asks for millions of cells: each answer is worked out once. */
function remembered<Words extends string[], Answer>(answer: (...words: Words) => Answer): (...words: Words) => Answer {
  const known = new Map<string, Answer>()
  return (...words) => {
    const key = words.join(' ')
    const before = known.get(key)
    if (before !== undefined) return before
    const now = answer(...words)
    known.set(key, now)
    return now
  }
}
