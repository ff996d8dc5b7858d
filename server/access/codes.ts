import { readdirSync, readFileSync } from 'node:fs'

import { categories, type Category } from './categories.ts'
import { parseCsv } from './csv.ts'

/**
 * What one code means for sharing. A coded entry takes the categories of its code, and those of everything it
 * refers to; a reader needs all of them. The display is ours: words from an imported file are never shown.
 */
export interface CodeRow {
  readonly system: string
  readonly code: string
  readonly display: string
  readonly categories: readonly Category[]
  readonly reason: string
}

const header = ['system', 'code', 'display', 'categories', 'reason']
const folder = new URL('./codes/', import.meta.url)

/**
 * The whole code table, from every CSV file in `codes/`, in order of file and line. A row stands for one code and
 * nothing else: no pattern, no prefix, no default. Throws on the first row that breaks a rule of `parseCodes`, on a
 * code that stands twice, and on a file that cannot be read.
 */
export function readCodeTable(): readonly CodeRow[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  const rows = files.sort().flatMap((name) => parseCodes(readFileSync(new URL(name, folder), 'utf8'), name))
  return refuseDoubles(rows)
}

/**
 * The rows of one file of the table. In: its CSV text, and its name for error messages. Throws with the name and the
 * number of the row when the header is another, a field is empty or a category is unknown or named twice.
 */
export function parseCodes(text: string, name: string): CodeRow[] {
  const [first, ...records] = parseCsv(text)
  if (first?.join() !== header.join()) throw new Error(`${name}: the header must be ${header.join()}`)
  return records.map((record, index) => {
    const where = `${name}, row ${index + 1}`
    const [system, code, display, listed, reason, ...more] = record.map((field) => field.trim())
    if (!system || !code || !display || !listed || !reason || more.length > 0) {
      throw new Error(`${where}: needs ${header.join(', ')}, none of them empty, and no more`)
    }
    return { system, code, display, categories: parseCategories(listed, where), reason }
  })
}

/** The rows as they came. Throws when two of them are for the same code of the same system. */
export function refuseDoubles(rows: readonly CodeRow[]): readonly CodeRow[] {
  const seen = new Set<string>()
  for (const { system, code } of rows) {
    const key = `${system}|${code}`
    if (seen.has(key)) throw new Error(`code table: ${key} stands twice`)
    seen.add(key)
  }
  return rows
}

function parseCategories(listed: string, where: string): Category[] {
  const names = listed.split(';')
  if (new Set(names).size < names.length) throw new Error(`${where}: a category is named twice`)
  return names.map((name) => {
    const category = categories.find((known) => known === name)
    if (!category) throw new Error(`${where}: ${name} is no category`)
    return category
  })
}
