import { z } from 'zod'

import { type Category, categories } from './access/categories.ts'
import type { Field } from './access/field.ts'
import { type ReasonCode, reasons } from './access/reasons.ts'

/** A category of information, as the policy names it. */
export const category = z.enum(categories)

/** Why something is shown or withheld, as a code; its words come beside it where they are needed. */
export const reasonCode = z.enum(Object.keys(reasons) as [ReasonCode, ...ReasonCode[]])

/**
 * The schema of one value as one reader may have it: shown, shown and empty, or withheld and why.
 * A key that is none of these three is dropped, so a value can never travel beside its own withholding.
 *
 * @param value what is there when it is shown; never null, since an empty value says what its emptiness means
 */
export function fieldOf<Value extends z.ZodType>(
  value: Value,
): z.ZodType<Field<z.output<Value>>, Field<z.output<Value>>> {
  const field = z.union([
    z.object({ state: z.literal('shown'), value: z.null(), absent: z.enum(['not recorded', 'known to be none']) }),
    z.object({ state: z.literal('shown'), value }),
    z.object({ state: z.literal('withheld'), why: reasonCode, canBreakGlass: z.boolean() }),
  ])
  return field as unknown as z.ZodType<Field<z.output<Value>>, Field<z.output<Value>>>
}

/** A field that holds text: a word, a name, a date as `YYYY-MM-DD`, or a time as ISO 8601. */
export const textField = fieldOf(z.string())

/** A field that holds yes or no. */
export const yesNoField = fieldOf(z.boolean())

/** A field that holds lines of text, such as those of an address. */
export const linesField = fieldOf(z.array(z.string()))

type Versions = Partial<Record<Category, number>>

/** What each row of an answer has besides its fields. */
export const rowBase = {
  id: z.uuid(),
  patient_id: z.uuid(),
  /** For each category that the reader may read: the version to give back with a change. */
  versions: z.partialRecord(category, z.int()) as z.ZodType<Versions, Versions>,
}

/** A row of an entry that carries categories of its own; the reader may read all of them. */
export const entryBase = { ...rowBase, categories: z.array(category).optional() }

/** Somebody whom a few letters may mean: who they are, and no more. */
export const suggestion = z.object({
  id: z.uuid(),
  patient_id: z.uuid(),
  family_name: textField,
  given_names: textField,
  birth_date: textField,
  /** `day`, `month` or `year`: how much of the birth date is known. */
  birth_date_precision: textField,
  nhs_number: textField,
})

/** What a list says of when its reader last looked, and gives to be sent back once they have seen it. */
export const look = { since: z.string().nullable(), seen: z.string() }
