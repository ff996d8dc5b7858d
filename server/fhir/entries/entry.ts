import type { Mask } from '../../access/categories.ts'
import type { Brought } from '../../access/bring.ts'
import type { CodeMasks } from '../links/meaning.ts'
import type { Concept, Identifier, Reference } from '../schema/datatypes.ts'

/** What every row of an entry begins with. */
export interface EntryBase {
  readonly id: string
  readonly patient_id: string
  readonly categories: Mask
  readonly source_system: string
  readonly source_id: string
}

/** What a coded entry is read to, before it is known whose it is and what the entries it refers to tell. */
export interface ReadEntry {
  readonly resource: {
    readonly id?: string | undefined
    readonly meta?:
      | {
          readonly source?: string | undefined
          readonly security: readonly { system?: string | undefined; code?: string | undefined }[]
        }
      | undefined
    readonly identifier: readonly Identifier[]
    readonly contained: readonly Readonly<Record<string, unknown>>[]
  }
  readonly table: 'condition' | 'medicine' | 'allergy' | 'procedure' | 'encounter' | 'care_plan' | 'goal'
  readonly subject: Reference
  /** What its own codes and its reasons in codes tell. */
  readonly own: Mask
  /** What it refers to for its meaning: reasons, what it addresses, what it is part of. */
  readonly refersTo: readonly Reference[]
  /** For a plan: its goals, which take its categories. */
  readonly goals?: readonly Reference[]
  /** For a goal without a code. */
  readonly fromPlans?: boolean
  /** For an encounter: whose service it was with. */
  readonly provider?: Reference | undefined
  /** For a medicine: the drug that stands elsewhere. */
  readonly drug?: Reference | undefined
  readonly rows: (base: EntryBase, beside: Beside) => Brought
}

/** What an entry takes from resources that are not kept for themselves. */
export interface Beside {
  readonly provider: string | null
  readonly drug: Concept | undefined
}

export type EntryReader = (
  resource: unknown,
  codes: CodeMasks,
) => { ok: true; value: ReadEntry } | { ok: false; why: string }

/** How a status marks a record that should never have been made: it is kept, and hidden (domain.md, rule 13). */
export function recordStatus(...statuses: readonly (string | undefined)[]): 'current' | 'entered_in_error' {
  return statuses.includes('entered-in-error') ? 'entered_in_error' : 'current'
}

/** The system and code to keep of a concept. */
export function keptCode(
  codes: CodeMasks,
  concept: Concept | undefined,
): { system: string | null; code: string | null } {
  const kept = codes.known(concept?.coding ?? [])
  return { system: kept?.system ?? null, code: kept?.code ?? null }
}

/** The day of a date or time as its sender wrote it; the first of the month or year where no more is known. */
export function dayOf(time: string | undefined): string | null {
  return time === undefined ? null : `${time}-01-01`.slice(0, 10)
}

/** A time for the database; the beginning of the day, by UTC, where only the day is known. */
export function timeOf(time: string | undefined): string | null {
  return time === undefined || time.includes('T') ? (time ?? null) : `${dayOf(time) ?? ''}T00:00:00Z`
}

/** References that are there. */
export function present(...references: readonly (Reference | undefined)[]): Reference[] {
  return references.filter((reference) => reference !== undefined)
}
