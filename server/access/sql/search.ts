import { sql } from 'kysely'
import { Problem } from '../../errors.ts'
import { type Sql, all } from './compiler.ts'
import type { ColumnPlan } from './plan.ts'

/** The most words of one search: a name has few, and each is a look into the index. */
const mostWords = 5

/** Comes after every character that a name can have. */
const last = '\u{10FFFF}'

/**
 * Whether every word of a search begins a word of one of the person's names: of those that have the category of the
 * column and no other, so that whoever is shown the column may read each of them.
 *
 * Written with `>=` and `<`, since LIKE would lose its index under row-level security.
 *
 * @throws Problem `invalid` for more than five words
 */
export function searched({ patientId, bit }: ColumnPlan, text: string): Sql {
  const words = wordsOf(text)
  if (words.length > mostWords) {
    throw new Problem('invalid', `A search takes at most ${mostWords} words of a name. Leave some of them out.`)
  }
  return all(
    words.map(
      (word) => sql`exists (select from care.name_token k
        where k.patient_id = ${patientId} and k.token >= care.folded(${word}) and k.token < care.folded(${word}) || ${last}
          and k.categories = ${bit}::integer and care.folded(${word}) <> '')`,
    ),
  )
}

/** The words of a search: a hyphen or a comma that stands alone asks for nothing, unless there is nothing else. */
function wordsOf(text: string): string[] {
  const words = text.split(/\s+/u)
  const telling = words.filter((word) => /[\p{L}\p{N}]/u.test(word))
  return telling.length > 0 ? telling : words
}
