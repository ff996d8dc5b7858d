import { readFileSync } from 'node:fs'

import { parseCsv } from '../access/csv.ts'
import type { Coding, Concept } from './schema/datatypes.ts'

const [, ...rows] = parseCsv(readFileSync(new URL('./words.csv', import.meta.url), 'utf8'))
const words = new Map(rows.map(([system = '', code = '', each = '']) => [`${system}|${code}`, each]))
const languages = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' })

/** Our own words for what a person's file says in code: ethnicity, marital status, how somebody is related. */
export function wordsFor(of: Concept | readonly Concept[] | undefined): string | undefined {
  return codingsOf(of)
    .map(({ system, code }) => words.get(`${system ?? ''}|${code ?? ''}`))
    .find((found) => found !== undefined)
}

/** The English name of a language, by our own words or by its code (ISO 639, BCP 47). */
export function languageOf(concept: Concept | undefined): string | undefined {
  return (
    wordsFor(concept) ??
    codingsOf(concept)
      .map(languageOfCode)
      .find((found) => found !== undefined)
  )
}

function languageOfCode({ code }: Coding): string | undefined {
  if (code === undefined || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)) return undefined
  return languages.of(code.split('-')[0] ?? code)
}

function codingsOf(of: Concept | readonly Concept[] | undefined): readonly Coding[] {
  return of === undefined ? [] : 'coding' in of ? of.coding : of.flatMap((each) => each.coding)
}
