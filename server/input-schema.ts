import { z } from 'zod'

import { readNhsNumber } from './nhs-number.ts'
import { readSought } from './sought.ts'

/** An identifier made by the program or by the screen. */
export const id = z.uuid('must be an identifier')

/** Nobody who is looked after was born before it; a year that was not typed reads as 0000, which PostgreSQL has not. */
const EARLIEST = '1800'

/** A day, without a time zone. */
export const day = z.iso
  .date('must be a date such as 2026-11-23')
  .refine((text) => text >= EARLIEST, 'must be after the year 1800')

/** A moment, as ISO 8601 text with its offset from UTC. */
export const moment = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-11-23T16:40:00Z' })
  .refine((text) => text >= EARLIEST, 'must be after the year 1800')

/** An NHS number as people write it; given on as its ten digits. */
export const nhsNumber = z.string('must be text').transform((text, context) => {
  const digits = readNhsNumber(text)
  if (digits) return digits
  context.addIssue({
    code: 'custom',
    message: 'must be a valid NHS number: ten digits, the last of which checks the others',
  })
  return z.NEVER
})

/**
 * Text that a person wrote. It is kept as it was written, so what PostgreSQL cannot keep is refused: a NUL,
 * and half of a surrogate pair.
 *
 * @param most characters, so that one field cannot fill the database
 */
export function writtenText(most: number) {
  return z
    .string('must be text')
    .trim()
    .max(most, `must be ${most} characters or fewer`)
    .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'has a character that cannot be kept')
}

/** What is typed into a search box: words of a name, or an NHS number in any spacing. */
export const sought = writtenText(100)
  .min(1, 'must not be empty')
  .transform((text, context) => {
    const found = readSought(text)
    if (found) return found
    context.addIssue({
      code: 'custom',
      message: 'has ten digits but is not a valid NHS number: check each digit, or search by name',
    })
    return z.NEVER
  })

/** The same while it is being typed: from two characters on. */
export const soughtSoFar = z.string('must be text').trim().min(2, 'must be at least 2 characters').pipe(sought)

/** How many rows a page of an answer may have; a view may allow fewer. */
const pageSize = z.int('must be a whole number').min(1, 'must be at least 1').max(200, 'must be 200 or fewer')

/** What every question for a page of a list may say besides its filter. */
export const paging = {
  /** The cursor that the page before gave. */
  after: z.string().max(2000, 'must be a cursor that a list gave').optional(),
  limit: pageSize.optional(),
}

/**
 * The input of a procedure that is about people: what it says, and the declaration under which it says it.
 * Anything else in it is refused, so that a filter that nobody knows is never silently dropped.
 */
export function underDeclaration<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ declaration: id, ...shape }, { error: unknownKeys })
}

/** An object in which a name that nobody knows is refused, and named. */
export function only<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: unknownKeys })
}

function unknownKeys(issue: { code?: string; keys?: readonly string[] }): string | undefined {
  return issue.code === 'unrecognized_keys' ? `does not have ${(issue.keys ?? []).slice(0, 3).join(', ')}` : undefined
}

/** What every command has: a key made by the screen, so that sending it twice carries it out once. */
export const command = { key: id }

/** The versions that the person was looking at, by category; the change is refused when they have moved on. */
export function expecting<Category extends string>(category: Category) {
  const version = z.int('must be a whole number').min(0, 'must not be negative')
  return z.strictObject({ [category]: version } as Record<Category, typeof version>)
}

/** The answer to a command that was carried out. What it changed is read again. */
export const done = z.object({ outcome: z.literal('done') })
