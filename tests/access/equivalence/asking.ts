import type { Category } from '../../../server/access/categories.ts'
import type { Decision } from '../../../server/access/decision.ts'
import type { Gate } from '../../../server/access/gate.ts'
import type { ListOptions, Where } from '../../../server/access/view.ts'
import { type Held, keeps, keepsEither, type Question, sortedBy } from '../../reference/asking.ts'
import type { Reader, Subject } from '../../reference/facts.ts'
import { mayAskBy } from '../../reference/reading.ts'
import { otherNames, type Values } from './values.ts'
import { askingEntries, askingPatients } from './views.ts'

/** The columns that lists are asked by, one for each category that has any. */
const columns = {
  family_name: 'identity',
  religion: 'demographics',
  postcode: 'location',
  telecom: 'contact',
  review_due: 'administrative',
} as const satisfies Partial<Record<keyof Values, Category>>
export type Column = keyof typeof columns

/** Each somewhere in the middle of what people have. */
export const middle: Record<Column, string> = {
  family_name: 'FamilyC',
  religion: 'ReligionB',
  postcode: 'NG5 1AA',
  telecom: '0115 496 0050',
  review_due: '2027-01-14',
}

const searches = ['family', 'FAMILYC', 'fam former', 'familyc prot', ...otherNames.map(({ name }) => name)].map(
  (value): Question => ({ op: 'search', value }),
)

/** Every question that a column takes. */
export function questionsOf(column: Column): Question[] {
  const value = middle[column]
  const compared = (['eq', 'lt', 'lte', 'gt', 'gte'] as const).map((op) => ({ op, value }))
  const prefix = { op: 'prefix', value: value.slice(0, 3).toLowerCase() } as const
  const whole: Question[] = [...compared, { op: 'in', value: [value, 'FamilyA'] }, { op: 'blank' }, { op: 'withheld' }]
  if (column === 'family_name') return [...whole, prefix, ...searches]
  return column === 'review_due' ? whole.filter(({ op }) => op !== 'in') : [...whole, prefix]
}

/** One reader before one list, and who of it the reference would answer with. */
export class Asking {
  answers = 0
  readonly now = new Date()
  readonly decision: Decision
  readonly reader: Reader
  readonly people: readonly Subject[]
  readonly #gate: Gate
  readonly #values: ReadonlyMap<string, Values>

  constructor(
    gate: Gate,
    decision: Decision,
    reader: Reader,
    people: readonly Subject[],
    values: ReadonlyMap<string, Values>,
  ) {
    this.#gate = gate
    this.decision = decision
    this.reader = reader
    this.people = people
    this.#values = values
  }

  /** Whether the list may be asked by a column at all. */
  isOpen(column: Column): boolean {
    return mayAskBy(this.reader, columns[column])
  }

  get columns(): Column[] {
    const all = Object.keys(columns) as Column[]
    return this.reader.route === 'registered_practice' ? all.filter((column) => column !== 'review_due') : all
  }

  held(subject: Subject, column: Column): Held {
    const value = this.#values.get(subject.id)?.[column] ?? null
    if (column !== 'family_name') return { category: columns[column], value }
    const open = otherNames.filter(({ categories }) => categories.join() === 'identity').map(({ name }) => name)
    return { category: columns[column], value, names: value === null ? open : [value, ...open] }
  }

  /** The patients that the gate answers with, in its order. */
  async ask(options: Pick<ListOptions<Column>, 'where' | 'orderBy' | 'limit' | 'after'>) {
    this.answers += 1
    const { rows, next } = await this.#gate.list(this.decision, this.#view, options)
    return { rows: rows.map(({ id, patient_id }) => ({ id, patient_id })), next }
  }

  async count(where: Where<Column>[]): Promise<number> {
    this.answers += 1
    return this.#gate.count(this.decision, this.#view, { where })
  }

  /** A practice's list has no review date, and is never asked for one. */
  get #view(): typeof askingEntries {
    return this.reader.route === 'registered_practice' ? (askingPatients as typeof askingEntries) : askingEntries
  }

  kept(column: Column, question: Question, not: boolean): string[] {
    return this.people
      .filter((subject) => keeps(this.reader, subject, this.held(subject, column), question, not, this.now))
      .map(({ id }) => id)
      .sort()
  }

  /** The patients whom a question about either of two columns keeps. */
  keptByEither(columns: readonly Column[], not: boolean): string[] {
    return this.people
      .filter((subject) => {
        const asked = columns.map((column): [Held, { op: 'eq'; value: string }] => [
          this.held(subject, column),
          { op: 'eq', value: middle[column] },
        ])
        return keepsEither(this.reader, subject, asked, not, this.now)
      })
      .map(({ id }) => id)
      .sort()
  }

  /** Rows in the order that the reference gives them. */
  inOrder<Row extends { id: string; patient_id: string }>(
    rows: readonly Row[],
    column: Column,
    direction: 'asc' | 'desc',
  ): Row[] {
    const byPatient = new Map(this.people.map((subject) => [subject.id, subject]))
    const keyOf = ({ patient_id }: Row): string | null => {
      const subject = byPatient.get(patient_id)
      return subject ? sortedBy(this.reader, subject, this.held(subject, column), this.now) : null
    }
    const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
    return [...rows].sort((one, other) => {
      const [key, otherKey] = [keyOf(one), keyOf(other)]
      if (key === otherKey) return compare(one.id, other.id)
      if (key === null) return 1
      if (otherKey === null) return -1
      return direction === 'asc' ? compare(key, otherKey) : compare(otherKey, key)
    })
  }
}
