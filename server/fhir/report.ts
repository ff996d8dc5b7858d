import type { Place } from './reading/piece.ts'

export const outcomes = ['taken', 'already here', 'refused', 'not kept'] as const
export type OutcomeKind = (typeof outcomes)[number]

/** What became of one resource. */
export interface Outcome {
  readonly place: Place
  /** Its kind and id: `Patient/018f428e-…`. Never a name, number or anything else of a person. */
  readonly resource: string
  readonly outcome: OutcomeKind
  /** Why, when it was not taken; and what was left out or assumed, when it was. */
  readonly notes: readonly string[]
}

/**
 * What a resource is called in a report: its kind, and its id when it has one that can be shown. Some systems use a
 * person's number as the id; ten digits are left out.
 */
export function labelOf({ kind, resource }: { kind: string; resource: Readonly<Record<string, unknown>> }): string {
  const { id } = resource
  return typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) && !/^\d{10}$/.test(id) ? `${kind}/${id}` : kind
}

/** One line for the report: outcome, place, resource and notes, parted by tabs. */
export function lineOf({ place, resource, outcome, notes }: Outcome): string {
  const at = `${place.file}:${place.line}${place.entry === undefined ? '' : ` ${place.entry}`}`
  return [outcome, at, resource, notes.join('; ')].map(printable).join('\t').trimEnd()
}

/** Counts of what became of what, by kind of resource and in all. */
export class Tally {
  readonly #counts = new Map<string, Map<OutcomeKind, number>>()
  #total = 0

  count({ resource, outcome }: Outcome): void {
    const kind = resource.split('/')[0] ?? resource
    const of = this.#counts.get(kind) ?? new Map<OutcomeKind, number>()
    this.#counts.set(kind, of.set(outcome, (of.get(outcome) ?? 0) + 1))
    this.#total += 1
  }

  get total(): number {
    return this.#total
  }

  of(outcome: OutcomeKind): number {
    return [...this.#counts.values()].reduce((sum, of) => sum + (of.get(outcome) ?? 0), 0)
  }

  /** One line for each kind, and one for all: `Condition: 1898 taken, 3 refused`. */
  summary(): string[] {
    const told = (count: (outcome: OutcomeKind) => number) =>
      outcomes
        .filter((outcome) => count(outcome) > 0)
        .map((outcome) => `${count(outcome)} ${outcome}`)
        .join(', ')
    const kinds = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))
    const lines = kinds.map(([kind, of]) => `${kind}: ${told((outcome) => of.get(outcome) ?? 0)}`)
    return [...lines, `In all: ${told((outcome) => this.of(outcome)) || 'nothing'}`]
  }
}

/** Ids and paths come from outside: nothing in them may move a terminal's cursor or begin a line of its own. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, '\uFFFD')
}
