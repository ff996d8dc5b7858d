import { z } from 'zod'

import { dateTime, text, token } from './primitives.ts'

/** More of anything in one resource is a mistake or an attack. */
const MOST = 200

/** A list, or nothing. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(MOST).default([])
}

export const coding = z.object({ system: token(300).optional(), code: token(100).optional() })
export type Coding = z.output<typeof coding>

/** Only what is coded is kept: a concept's text and displays come from the file, and are never shown. */
export const concept = z.object({ coding: list(coding) })
export type Concept = z.output<typeof concept>

/** A concept that FHIR binds to a few codes: which of them it is. Codings of other systems beside it are passed over. */
export function oneOf(allowed: readonly string[]) {
  return concept.transform(({ coding: codings }, context) => {
    const found = codings.find(({ code }) => code !== undefined && allowed.includes(code))?.code
    if (found === undefined && codings.length > 0) {
      context.addIssue({ code: 'custom', message: `must be one of ${allowed.join(', ')}` })
    }
    return found
  })
}

export const period = z.object({ start: dateTime.optional(), end: dateTime.optional() })
export type Period = z.output<typeof period>

export const identifier = z.object({
  use: token(20).optional(),
  type: concept.optional(),
  system: token(300).optional(),
  value: text(300).optional(),
  period: period.optional(),
})
export type Identifier = z.output<typeof identifier>

export const reference = z.object({
  reference: z.string().max(1000).optional(),
  type: token(100).optional(),
  identifier: identifier.pick({ system: true, value: true }).optional(),
})
export type Reference = z.output<typeof reference>

/** What is kept of a resource's meta: its source and its security labels. */
export const meta = z.object({ source: token(300).optional(), security: list(coding) }).optional()

/** An extension that holds a code, yes or no, or more extensions. Anything else it may hold is left out. */
export interface Extension {
  url: string
  valueCodeableConcept?: Concept | undefined
  valueCoding?: Coding | undefined
  valueBoolean?: boolean | undefined
  extension: Extension[]
}

export const extension: z.ZodType<Extension> = z.object({
  url: z.string().max(1000),
  valueCodeableConcept: concept.optional(),
  valueCoding: coding.optional(),
  valueBoolean: z.boolean().optional(),
  get extension() {
    return list(extension)
  },
})

/** What every resource that is taken begins with. */
export const base = {
  id: token(128).optional(),
  meta,
  identifier: list(identifier),
  contained: list(z.record(z.string(), z.unknown())),
}
