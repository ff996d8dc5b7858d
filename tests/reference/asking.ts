import type { Category } from '../../server/access/categories.ts'
import type { Reader, Subject } from './facts.ts'
import { isReached, isShown } from './reading.ts'

/** One value of one person, as a column of a list holds it. */
export interface Held {
  category: Category
  value: string | null
  /** The names that the person may be found by, where the column is searched. */
  names?: readonly string[]
}

/** A question about one column's value. */
export type Question =
  | { op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'prefix'; value: string }
  | { op: 'in'; value: readonly string[] }
  | { op: 'search'; value: string }
  | { op: 'blank' }
  | { op: 'withheld' }

/**
 * Whether a filter keeps a person. What a reader isn't shown meets no question, and not its opposite either:
 * only "withheld" asks about what isn't shown, and that is known from looking at the list.
 */
export function keeps(
  reader: Reader,
  subject: Subject,
  held: Held,
  question: Question,
  not: boolean,
  now: Date,
): boolean {
  if (!isReached(reader, subject, now)) return false
  const shown = isShown(reader, subject, held.category, now)
  if (question.op === 'withheld') return shown === not
  return shown && answers(held, question) !== not
}

/** Whether a filter by either of two questions keeps a person: both columns must be shown, or one could tell of the other. */
export function keepsEither(
  reader: Reader,
  subject: Subject,
  asked: readonly [Held, Exclude<Question, { op: 'withheld' }>][],
  not: boolean,
  now: Date,
): boolean {
  if (!asked.every(([held]) => isShown(reader, subject, held.category, now))) return false
  return asked.some(([held, question]) => answers(held, question)) !== not
}

/** What a list sorts a person by: what isn't shown has no place of its own, and stands with what is empty. */
export function sortedBy(reader: Reader, subject: Subject, held: Held, now: Date): string | null {
  return isShown(reader, subject, held.category, now) ? held.value : null
}

function answers({ value, names = [] }: Held, question: Exclude<Question, { op: 'withheld' }>): boolean {
  if (question.op === 'blank') return value === null
  if (question.op === 'search') {
    const words = names.flatMap((name) => plain(name).split(' '))
    return plain(question.value)
      .split(' ')
      .every((typed) => words.some((word) => word.startsWith(typed)))
  }
  if (value === null) return false
  switch (question.op) {
    case 'eq':
      return value === question.value
    case 'in':
      return question.value.includes(value)
    case 'lt':
      return value < question.value
    case 'lte':
      return value <= question.value
    case 'gt':
      return value > question.value
    case 'gte':
      return value >= question.value
    case 'prefix':
      return value.toLowerCase().startsWith(question.value.toLowerCase())
  }
}

/** A name without capitals and accents. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}
