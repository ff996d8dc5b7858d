import { z } from 'zod'

import { base, coding, concept, list, oneOf, period, reference } from './datatypes.ts'
import { date, dateTime, text } from './primitives.ts'

const event = z.enum([
  'preparation',
  'in-progress',
  'not-done',
  'on-hold',
  'stopped',
  'completed',
  'entered-in-error',
  'unknown',
])
const request = z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown'])
const dosage = list(z.object({ text: text(1000).optional() }))
const conditionClinical = oneOf(['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'])
const conditionVerified = oneOf([
  'unconfirmed',
  'provisional',
  'differential',
  'confirmed',
  'refuted',
  'entered-in-error',
])
const allergyClinical = oneOf(['active', 'inactive', 'resolved'])
const allergyVerified = oneOf(['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'])
const achievement = oneOf([
  'in-progress',
  'improving',
  'worsening',
  'no-change',
  'achieved',
  'sustaining',
  'not-achieved',
  'no-progress',
  'not-attainable',
])
const because = { reasonCode: list(concept), reasonReference: list(reference) }

export const conditionSchema = z.object({
  ...base,
  subject: reference,
  code: concept.optional(),
  clinicalStatus: conditionClinical.optional(),
  verificationStatus: conditionVerified.optional(),
  onsetDateTime: dateTime.optional(),
  onsetPeriod: period.optional(),
  abatementDateTime: dateTime.optional(),
  abatementPeriod: period.optional(),
  recordedDate: dateTime.optional(),
  evidence: list(z.object({ code: list(concept), detail: list(reference) })),
})

const medicine = {
  ...base,
  ...because,
  subject: reference,
  medicationCodeableConcept: concept.optional(),
  medicationReference: reference.optional(),
  basedOn: list(reference),
}

export const medicationRequestSchema = z.object({
  ...medicine,
  status: z.enum(['active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown']),
  authoredOn: dateTime.optional(),
  dosageInstruction: dosage,
})

export const medicationStatementSchema = z.object({
  ...medicine,
  status: z.enum(['active', 'completed', 'entered-in-error', 'intended', 'stopped', 'on-hold', 'unknown', 'not-taken']),
  effectiveDateTime: dateTime.optional(),
  effectivePeriod: period.optional(),
  dateAsserted: dateTime.optional(),
  dosage,
  partOf: list(reference),
})

export const allergySchema = z.object({
  ...base,
  patient: reference,
  code: concept.optional(),
  clinicalStatus: allergyClinical.optional(),
  verificationStatus: allergyVerified.optional(),
  criticality: z.enum(['low', 'high', 'unable-to-assess']).optional(),
  recordedDate: dateTime.optional(),
})

export const procedureSchema = z.object({
  ...base,
  ...because,
  subject: reference,
  status: event,
  code: concept.optional(),
  performedDateTime: dateTime.optional(),
  performedPeriod: period.optional(),
  partOf: list(reference),
  basedOn: list(reference),
  complicationDetail: list(reference),
})

export const encounterSchema = z.object({
  ...base,
  ...because,
  subject: reference,
  status: z.enum([
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  class: coding,
  type: list(concept),
  serviceType: concept.optional(),
  period: period.optional(),
  diagnosis: list(z.object({ condition: reference })),
  partOf: reference.optional(),
  basedOn: list(reference),
  serviceProvider: reference.optional(),
})

const activityDetail = z.object({
  ...because,
  code: concept.optional(),
  status: z
    .enum([
      'not-started',
      'scheduled',
      'in-progress',
      'on-hold',
      'completed',
      'cancelled',
      'stopped',
      'unknown',
      'entered-in-error',
    ])
    .optional(),
})

export const carePlanSchema = z.object({
  ...base,
  subject: reference,
  status: request,
  category: list(concept),
  period: period.optional(),
  addresses: list(reference),
  goal: list(reference),
  partOf: list(reference),
  basedOn: list(reference),
  activity: list(z.object({ detail: activityDetail.optional() })),
})
export type CarePlanResource = z.output<typeof carePlanSchema>

export const goalSchema = z.object({
  ...base,
  subject: reference,
  lifecycleStatus: z.enum([
    'proposed',
    'planned',
    'accepted',
    'active',
    'on-hold',
    'completed',
    'cancelled',
    'entered-in-error',
    'rejected',
  ]),
  achievementStatus: achievement.optional(),
  description: concept.extend({ text: text(2000).optional() }),
  addresses: list(reference),
  startDate: date.optional(),
  target: list(z.object({ dueDate: date.optional() })),
})

/** Not kept for itself: the drug that a prescription may point at instead of naming it. */
export const medicationSchema = z.object({ ...base, code: concept.optional() })
