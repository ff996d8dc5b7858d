import { parseArgs } from 'node:util'

import { z } from 'zod'

import { organisationKinds, roles } from '../access/vocabulary.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../auth/password.ts'

const text = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters long')

/** What `create-administrator` must know, by the names of its flags; each says how it is asked for. */
export const answersSchema = z.object({
  organisation: text.describe('Name of your organisation'),
  'ods-code': z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,9}$/, 'must be 1 to 9 letters and digits')
    .describe('ODS code of your organisation'),
  kind: z.enum(organisationKinds, `must be one of ${organisationKinds.join(', ')}`).describe('Kind of organisation'),
  agreement: text.describe('Title of the sharing agreement'),
  'dpia-reference': text.describe('Reference of its data protection impact assessment'),
  group: text.describe('Name of the Care Delivery Group'),
  'given-names': text.describe('Your given names'),
  'family-name': text.describe('Your family name'),
  role: z
    .enum(roles, `must be one of ${roles.join(', ')}`)
    .default('system_administrator')
    .describe('Your role in the group'),
  email: z
    .email('must be an email address')
    .max(254, 'must be at most 254 characters long')
    .toLowerCase()
    .describe('Your email address'),
})

export type Answers = z.infer<typeof answersSchema>
export type Question = keyof Answers

export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN_LENGTH, `must be at least ${PASSWORD_MIN_LENGTH} characters long; a few words together will do`)
  .max(PASSWORD_MAX_LENGTH, `must be at most ${PASSWORD_MAX_LENGTH} characters long`)

/**
 * Reads the answers given as flags: `--email someone@example.nhs.uk`.
 *
 * @throws TypeError naming a flag that there is not; the password is none, since others could read it there
 */
export function answersFromFlags(args: string[]): Partial<Record<Question, string>> {
  const options = Object.fromEntries(
    Object.keys(answersSchema.shape).map((name) => [name, { type: 'string' as const }]),
  )
  const { values } = parseArgs({ args, options })
  return values
}

/** What is wrong with one answer, or undefined when nothing is. */
export function wrongWith(schema: z.ZodType, answer: string): string | undefined {
  return schema.safeParse(answer).error?.issues[0]?.message
}
