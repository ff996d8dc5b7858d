import { stringify } from 'csv-stringify/sync'

import type { Decision } from './access/decision.ts'
import type { Field } from './access/field.ts'
import { Problem } from './errors.ts'
import { createLimit } from './limit.ts'
import { purposeWords, roleWords } from './words.ts'

/** A column of a file: its heading, and what it has of a row. */
export interface CsvColumn<Row> {
  readonly heading: string
  readonly of: (row: Row) => Field<unknown>
}

/** People's information as a file that leaves the product. */
export interface CsvFile {
  /** Says nothing of anybody: file names are seen by whoever looks over a shoulder. */
  file_name: string
  csv: string
}

/** What a cell says when it holds no value; a value that reads the same stands in quotation marks. */
const WITHHELD = 'withheld'
const NOT_RECORDED = 'none recorded'
const marks: readonly string[] = [WITHHELD, NOT_RECORDED, 'known to be none', '']

/** Three at once, and then one in twenty seconds: a person reads a list before they need the next. */
const mayExport = createLimit(3, 3 / 60)

/**
 * Counts a file that a person takes out.
 *
 * @throws Problem `too_many`
 */
export function countExport(practitionerId: string): void {
  if (mayExport(practitionerId)) return
  throw new Problem('too_many', 'You have taken out several lists just now. Wait a minute, then try again.')
}

/**
 * A list as a CSV file for a spreadsheet: UTF-8 with a byte-order mark, lines that end in CRLF, every cell quoted, and
 * none that a spreadsheet would work out. Its first line says whose it is and why.
 *
 * @param name what the list is of, in a word: the beginning of the file's name
 * @param at when it left, as ISO 8601
 */
export function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  { rows, at }: { rows: readonly Row[]; at: string },
  taken: { by: string; under: Pick<Decision, 'role' | 'purpose'> },
): CsvFile {
  const lines = [
    [firstLine(rows.length, at, taken)],
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ of }) => cellOf(of(row)))),
  ]
  const csv = stringify(lines, { bom: true, record_delimiter: 'windows', quoted: true, escape_formulas: true })
  return { file_name: `${name}-${dayOf(at)}.csv`, csv }
}

function firstLine(count: number, at: string, { by, under }: Parameters<typeof csvFile>[3]): string {
  const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })
  return (
    `Confidential patient information (${count === 1 ? '1 person' : `${count} people`}). Taken out by ${by}, ` +
    `${roleWords[under.role]}, for ${purposeWords[under.purpose]}, on ${moment.format(new Date(at))}. ` +
    'It is recorded who took it. Keep it safe, use it for nothing else, and delete it after.'
  )
}

function cellOf(field: Field<unknown>): string {
  if (field.state === 'withheld') return WITHHELD
  if (field.value === null)
    return 'absent' in field && field.absent === 'known to be none' ? field.absent : NOT_RECORDED
  const text = textOf(field.value)
  return marks.includes(text.trim().toLowerCase()) ? `"${text}"` : text
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

/** The same field in words that people use; a code that has none stays as it is. */
export function inWords(field: Field<string>, words: Readonly<Record<string, string>>): Field<string> {
  if (field.state === 'withheld' || field.value === null) return field
  return { state: 'shown', value: Object.hasOwn(words, field.value) ? (words[field.value] ?? '') : field.value }
}

/** The day of a time in the United Kingdom. */
export function onDay(field: Field<string>): Field<string> {
  if (field.state === 'withheld' || field.value === null) return field
  return { state: 'shown', value: dayOf(field.value) }
}

/** A day, or as much of it as is known. */
export function asFarAsKnown(day: Field<string>, precision: Field<string>): Field<string> {
  if (day.state === 'withheld' || day.value === null || precision.state === 'withheld') return day
  const length = { year: 4, month: 7 }[precision.value ?? ''] ?? 10
  return { state: 'shown', value: day.value.slice(0, length) }
}

function dayOf(time: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Europe/London' }).format(new Date(time))
}
