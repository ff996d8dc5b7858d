import { z } from 'zod'

import { type Purpose, purposeNames, roles, routes } from '../access/vocabulary.ts'
import { category, reasonCode } from '../field-schema.ts'
import { underDeclaration } from '../input-schema.ts'

const role = z.enum(roles)
const purpose = z.enum(purposeNames as [Purpose, ...Purpose[]])
const namedRole = z.object({ value: role, words: z.string() })
const namedPurpose = z.object({ value: purpose, words: z.string() })
const namedRoute = z.object({ value: z.enum(routes), words: z.string() })
const namedCategory = z.object({ value: category, words: z.string() })
const effect = z.enum(['show', 'show_unless_objected', 'withhold'])

/** The whole policy, as tables for a page. */
export const policyOutput = z.object({
  version: z.string(),
  categories: z.array(z.object({ value: category, words: z.string(), covers: z.string() })),
  /** Who may say that they are here for which purpose: everywhere, at their own practice only, or not. */
  declaring: z.object({
    purposes: z.array(namedPurpose),
    rows: z.array(z.object({ role: namedRole, cells: z.array(z.enum(['yes', 'own', 'no'])) })),
  }),
  /** What each role is then shown: one table for each purpose and the routes that share it. */
  tables: z.array(
    z.object({
      purpose: namedPurpose,
      routes: z.array(namedRoute),
      /** The basis of the flag, where the table is for one basis only. */
      basis: z.literal('s42').nullable(),
      /** Whether it can be declared now; the rest waits for what it rests on. */
      open: z.boolean(),
      hours: z.number(),
      one_person: z.boolean(),
      reason_required: z.boolean(),
      reviewed: z.boolean(),
      /** In the order of `categories`. */
      rows: z.array(z.object({ role: namedRole, cells: z.array(z.object({ effect, reason: reasonCode })) })),
    }),
  ),
  /** Who may change what. */
  writing: z.array(z.object({ words: z.string(), purposes: z.array(namedPurpose), routes: z.array(namedRoute) })),
})

export type Policy = z.output<typeof policyOutput>

export const reasonsOutput = z.object({ reasons: z.record(reasonCode, z.string()) })

export const explainInput = underDeclaration({ category })

/** Why this reader can or cannot see a category, from the policy alone, and what to do next. */
export const explainOutput = z.object({
  category: namedCategory,
  role: namedRole,
  purpose: namedPurpose,
  effect,
  reason: reasonCode,
  /** "Why can't I see medicines?" */
  heading: z.string(),
  words: z.string(),
  next: z.string(),
  can_break_glass: z.boolean(),
  shown_to: z.array(namedRole),
  /** Short rules that bear on it, each with where it comes from. */
  guidance: z.array(z.object({ title: z.string(), text: z.string(), source: z.string() })),
})

export type Explained = z.output<typeof explainOutput>
