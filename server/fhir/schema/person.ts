import { z } from 'zod'

import { base, concept, extension, identifier, list, period, reference } from './datatypes.ts'
import { date, dateTime, text, token } from './primitives.ts'

const namePart = text(200)

/** Some systems send one given name as text where FHIR has a list. */
const given = z.preprocess((value) => (typeof value === 'string' ? [value] : value), list(namePart))

export const humanName = z.object({
  use: z.enum(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']).optional(),
  text: text(500).optional(),
  family: namePart.optional(),
  given,
  prefix: list(namePart),
  suffix: list(namePart),
  period: period.optional(),
  extension: list(extension),
})
export type HumanName = z.output<typeof humanName>

export const address = z.object({
  use: z.enum(['home', 'work', 'temp', 'old', 'billing']).optional(),
  text: text(500).optional(),
  line: list(text(200)),
  city: text(200).optional(),
  district: text(200).optional(),
  state: text(200).optional(),
  postalCode: text(20).optional(),
  period: period.optional(),
})
export type Address = z.output<typeof address>

/** Some systems send the lines of one address where FHIR has a list of addresses. */
const addresses = z.preprocess(
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string')
      ? [{ line: value }]
      : value,
  list(address),
)

export const telecom = z.object({
  system: z.enum(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other']).optional(),
  use: z.enum(['home', 'work', 'temp', 'old', 'mobile']).optional(),
  value: text(300).optional(),
  period: period.optional(),
})
export type Telecom = z.output<typeof telecom>

const contact = z.object({
  relationship: list(concept),
  name: humanName.optional(),
  telecom: list(telecom),
  address: address.optional(),
  period: period.optional(),
})
export type Contact = z.output<typeof contact>

const gender = z.enum(['male', 'female', 'other', 'unknown']).optional()

export const patientSchema = z.object({
  ...base,
  identifier: list(identifier.extend({ extension: list(extension) })),
  extension: list(extension),
  name: list(humanName),
  telecom: list(telecom),
  gender,
  birthDate: date.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: dateTime.optional(),
  address: addresses,
  maritalStatus: concept.optional(),
  contact: list(contact),
  communication: list(z.object({ language: concept.optional(), preferred: z.boolean().optional() })),
  generalPractitioner: list(reference.extend({ identifier: identifier.optional() })),
  link: list(z.object({ type: token(50).optional() })),
})
export type PatientResource = z.output<typeof patientSchema>

export const relatedPersonSchema = z.object({
  ...base,
  patient: reference,
  relationship: list(concept),
  name: list(humanName),
  telecom: list(telecom),
  address: addresses,
  period: period.optional(),
})
export type RelatedPersonResource = z.output<typeof relatedPersonSchema>
