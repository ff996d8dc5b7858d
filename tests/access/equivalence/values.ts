import { categories, type Category } from '../../../server/access/categories.ts'
import type { Subject } from '../../reference/facts.ts'

/** What stands in the one cell of each kind that every subject has, so that an answer can be held to its value. */
export interface Values {
  family_name: string | null
  religion: string | null
  telecom: string
  postcode: string
  review_due: string | null
}

/** Different from person to person, with some that are empty and many that are equal. */
export function valuesOf(subjects: readonly Subject[]): Map<string, Values> {
  const letters = ['A', 'B', 'C', 'D', 'E']
  return new Map(
    subjects.map(({ id }, at) => [
      id,
      {
        family_name: at % 11 === 0 ? null : `Family${letters[at % 5] ?? ''}`,
        religion: at % 7 === 0 ? null : `Religion${letters[at % 3] ?? ''}`,
        telecom: `0115 496 0${String(at % 100).padStart(3, '0')}`,
        postcode: `NG${(at % 9) + 1} 1AA`,
        review_due: at % 5 === 0 ? null : `2027-01-${String((at % 28) + 1).padStart(2, '0')}`,
      },
    ]),
  )
}

/** The other names that everybody has: anybody who is shown who they are finds them by the first, nobody by the rest. */
export const otherNames: readonly { name: string; categories: readonly Category[] }[] = [
  { name: 'Formér', categories: ['identity'] },
  { name: 'Protected', categories: ['legally_restricted'] },
  { name: 'Reached', categories: ['identity', 'contact'] },
]

/** The entries that everybody has: one for each category, and some that need several at once. */
export const everyEntry: readonly (readonly Category[])[] = [
  ...categories.map((category) => [category]),
  ['clinical_summary', 'medicines'],
  ['clinical_summary', 'sexual_and_reproductive_health'],
  ['clinical_summary', 'mental_health', 'substance_use'],
  ['identity', 'legally_restricted'],
  ['social_care', 'personal_circumstances', 'safeguarding'],
  ['clinical_summary', 'unclassified'],
]
