import type { z } from 'zod'

/** How many of a resource's faults are told; the first ones say what is wrong with the rest. */
const MOST_TOLD = 3

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/**
 * The rule that a value breaks, in words for the person who asked for the import. It never repeats the value, since
 * reports are read by more people than records are.
 */
export const ruleInWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${words[issue.expected] ?? issue.expected}`
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? `must hold no more than ${issue.maximum} items`
      : `must not be longer than ${issue.maximum} characters`
  }
  return undefined
}

/**
 * Reads a resource by its schema.
 *
 * @returns what the schema keeps, or the first faults as `name[0].family: must be text; …`
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  resource: unknown,
): { ok: true; value: z.output<Schema> } | { ok: false; why: string } {
  const result = schema.safeParse(resource, { error: ruleInWords })
  if (result.success) return { ok: true, value: result.data }
  const { issues } = result.error
  const told = issues.slice(0, MOST_TOLD).map((issue) => `${pathInWords(issue.path)}: ${issue.message}`)
  const more = issues.length > MOST_TOLD ? [`and ${issues.length - MOST_TOLD} more`] : []
  return { ok: false, why: [...told, ...more].join('; ') }
}

function pathInWords(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
