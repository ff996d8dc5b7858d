import type { Field } from '../../../server/access/field.ts'
import { plainWords } from '../../words/choose.ts'
import { dayInWords, dayOf, momentInWords } from '../../words/dates.ts'
import { shown } from '../marks/value.tsx'

/** Something said of a row besides what it is; where it is withheld, the line says so. */
export interface Detail {
  /** What it is, in the middle of a sentence: "phone number". */
  what: string
  field: Field<string>
}

/** A value as a detail of a line, as it was written. */
export function said(what: string, field: Field<string>): Detail {
  return { what, field }
}

/** A code as a detail of a line, in plain words or in those given for it. */
export function coded(what: string, field: Field<string>, words: (code: string) => string = plainWords): Detail {
  const code = shown(field)
  return { what, field: code === null ? field : { state: 'shown', value: words(code) } }
}

/** What is shown of several fields as one text: that of the first which is withheld, if any is. */
export function joined(fields: readonly Field<string>[], between: string): Field<string> {
  const hidden = fields.find(({ state }) => state === 'withheld')
  if (hidden) return hidden
  const value = fields.map(shown).filter(Boolean).join(between)
  return value ? { state: 'shown', value } : { state: 'shown', value: null, absent: 'not recorded' }
}

/** When something happened: the day, with its time where one is known. */
export function on(field: Field<string>): string | null {
  const at = shown(field)
  if (at === null) return null
  return at.length > 10 ? momentInWords(at) : dayInWords(at)
}

/** Since when, until when, in days. */
export function since(start: string | null, end: string | null): string | null {
  if (start && end) return `${dayWords(start)} to ${dayWords(end)}`
  if (start) return `since ${dayWords(start)}`
  return end ? `until ${dayWords(end)}` : null
}

/** The same for a row's two ends. */
export function between(start: Field<string>, end: Field<string>): string | null {
  return since(shown(start), shown(end))
}

function dayWords(at: string): string {
  return dayInWords(at.length > 10 ? dayOf(at) : at)
}
