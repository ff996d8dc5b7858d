import { type Category, categoriesOf, maskOf } from '../../../server/access/categories.ts'
import type { Field } from '../../../server/access/field.ts'
import type { RowOf } from '../../../server/access/view.ts'
import type { Reader, Subject } from '../../reference/facts.ts'
import { isEntryShown, isReached, isServiceShown, isShown, isWishShown } from '../../reference/reading.ts'
import { everyEntry, otherNames, type Values } from './values.ts'
import type { everyCell } from './views.ts'

type Row = RowOf<typeof everyCell>

/** What the reference and the gate say of one cell, where they differ. */
export interface Difference {
  reader: Pick<Reader, 'role' | 'purpose' | 'route'>
  cell: string
  subject: Subject
  reference: unknown
  gate: unknown
}

/** Holds the gate's answers to the reference, cell by cell. */
export class Comparison {
  cells = 0
  readonly #differences = new Map<string, Difference>()
  readonly #reasons = new Map<string, string>()
  readonly #now = new Date()

  /** Where the two differ: one example of each kind. */
  get differences(): Difference[] {
    return [...this.#differences.values()]
  }

  /** One person's whole record, as the gate gave it to a reader: null where it gave none. */
  record(reader: Reader, subject: Subject, row: Row | null, values: Values | undefined): void {
    const reached = isReached(reader, subject, this.#now)
    this.#cell(reader, subject, 'row', reached, row !== null)
    if (!row || !reached || !values) return
    this.#columns(reader, subject, row, values)
    this.#rows(reader, subject, row)
  }

  #columns(reader: Reader, subject: Subject, row: Row, values: Values): void {
    const column = (name: string, category: Category, field: Field<string>, value: string | null | undefined) => {
      const shown = isShown(reader, subject, category, this.#now)
      // `undefined` stands for a value that is somebody's, whatever it is.
      const expected = shown ? { state: 'shown', ...(value !== undefined && { value }) } : { state: 'withheld' }
      const actual = {
        state: field.state,
        ...(shown && value !== undefined && 'value' in field && { value: field.value }),
      }
      this.#cell(reader, subject, name, expected, actual)
      if (field.state === 'withheld') this.#reason(reader, subject, name, JSON.stringify(field))
    }
    column('family_name', 'identity', row.family_name, values.family_name)
    column('religion', 'demographics', row.religion, values.religion)
    column('practice', 'location', row.practice, subject.practice === null ? null : undefined)
    column('postcode', 'location', row.postcode, values.postcode)
    column('telecom', 'contact', row.telecom, values.telecom)
    for (const relative of row.relatives) {
      column('relative.name', 'personal_circumstances', relative.family_name, 'Relative')
      column('relative.telecom', 'contact', relative.telecom, 'Phone')
      column('relative.address', 'location', relative.address, 'Address')
    }
    for (const entry of row.lists) {
      column('list.status', 'administrative', entry.status, undefined)
      column('list.added_by', 'location', entry.added_by, null)
    }
  }

  /** A withheld field tells nothing of the person: the first that a reader met in a column stands for all. */
  #reason(reader: Reader, subject: Subject, name: string, field: string): void {
    const column = [reader.roleId, reader.purpose, reader.route, name].join(' ')
    const first = this.#reasons.get(column) ?? field
    this.#reasons.set(column, first)
    this.#cell(reader, subject, `why ${name} is withheld`, first, field)
  }

  #rows(reader: Reader, subject: Subject, row: Row): void {
    const now = this.#now
    const given = row.entries.map((entry) => entry.categories?.join(' '))
    for (const of of everyEntry) {
      // Once, and not once more: what was entered in error is kept and hidden.
      const times = isEntryShown(reader, subject, of, now) ? 1 : 0
      this.#cell(reader, subject, `entry ${of.join('+')}`, times, given.filter((one) => one === inOrder(of)).length)
    }
    const names = otherNames.filter(({ categories }) => isEntryShown(reader, subject, categories, now))
    this.#cell(
      reader,
      subject,
      'names',
      names.map(({ categories }) => inOrder(categories)).sort(),
      row.names.map((name) => name.categories?.join(' ')).sort(),
    )
    const number = (category: Category) => (isShown(reader, subject, category, now) ? 1 : 0)
    this.#cell(reader, subject, 'needs', number('administrative'), row.needs.length)
    this.#cell(reader, subject, 'relatives', number('personal_circumstances'), row.relatives.length)
    const wishes = subject.preferences.filter((wish) => isWishShown(reader, subject, wish, now)).map(({ what }) => what)
    this.#cell(
      reader,
      subject,
      'wishes',
      wishes.sort(),
      row.wishes.map(({ what }) => ('value' in what ? what.value : null)).sort(),
    )
    this.#lists(reader, subject, row)
  }

  #lists(reader: Reader, subject: Subject, row: Row): void {
    const now = this.#now
    const onGroupsRoute = reader.route !== 'registered_practice'
    const administrative = isShown(reader, subject, 'administrative', now)
    const current = ['planned', 'waitlist', 'active', 'onhold']
    // The entry by which somebody is reached is known to be there; what else was ever on a list is told with the rest.
    const known = subject.entries.filter((entry) =>
      onGroupsRoute
        ? entry.group === reader.group && (administrative || current.includes(entry.status))
        : administrative,
    )
    const services = known.map((entry) => {
      if (!isServiceShown(reader, subject, entry, now)) return 'withheld'
      return entry.careManager === null ? 'none' : 'shown'
    })
    const given = row.lists.map(({ service }) => {
      if (service.state === 'withheld') return 'withheld'
      return service.value === null ? 'none' : 'shown'
    })
    this.#cell(reader, subject, 'lists', services.sort(), given.sort())
  }

  #cell(reader: Reader, subject: Subject, cell: string, reference: unknown, gate: unknown): void {
    this.cells += 1
    if (reference === gate || JSON.stringify(reference) === JSON.stringify(gate)) return
    const { role, purpose, route } = reader
    const difference = { reader: { role, purpose, route }, cell, subject, reference, gate }
    // One of each kind is enough to find the cause by.
    this.#differences.set(JSON.stringify([cell, purpose, route, reference, gate]), difference)
  }
}

function inOrder(of: readonly Category[]): string {
  return categoriesOf(maskOf(of)).join(' ')
}
