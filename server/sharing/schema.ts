import { z } from 'zod'

import { organisationKinds } from '../access/vocabulary.ts'
import { openCommands } from '../commands-open.ts'
import { rowBase, textField, yesNoField } from '../field-schema.ts'
import { command, expecting, id, moment, paging, underDeclaration } from '../input-schema.ts'
import { objectable } from './rules.ts'

/** Whose wish it is: the person's own, or of whoever decides for them. */
export const saidBy = z.enum(
  ['patient', 'lpa', 'deputy', 'best_interests'],
  'must be patient, lpa, deputy or best_interests',
)

const effect = z.enum(['permit', 'deny'], 'must be permit or deny')
const what = z.enum(objectable, 'must be chosen: their whole record, or one kind of information')

export const listInput = underDeclaration({ patient: id, ...paging })

/** A wish about sharing, as those who may read it see it. */
export const preferenceRow = z.object({
  ...rowBase,
  /** The wish in one sentence. */
  sentence: z.string(),
  effect: textField,
  what: textField,
  organisation_kind: textField,
  group: textField,
  starts_at: textField,
  ends_at: textField,
  said_by: textField,
  incapacity_recorded: yesNoField,
  recorded_by: textField,
  recorded_at: textField,
  withdrawn_by: textField,
  withdrawn_at: textField,
})

export const listOutput = z.object({ rows: z.array(preferenceRow), next: z.string().nullable(), may: openCommands })

/** What may be named in a wish, for a form: a value and its words. */
export const choicesOutput = z.object({
  what: z.array(z.object({ value: what, words: z.string() })),
  organisation_kinds: z.array(z.object({ value: z.enum(organisationKinds), words: z.string() })),
})

/** The screen makes the preference's id. Left out: any kind of organisation, any group, from now on, without end. */
export const recordInput = underDeclaration({
  ...command,
  id,
  patient: id,
  effect,
  what,
  organisation_kind: z.enum(organisationKinds, 'must be one of the kinds of organisation offered').optional(),
  group: id.optional(),
  starts_at: moment.optional(),
  ends_at: moment.optional(),
  said_by: saidBy,
  incapacity_recorded: z.boolean('must be true or false').default(false),
  attested: z.literal(true, 'must be ticked: say that you have spoken with the person or whoever decides for them'),
}).superRefine((wish, context) => {
  const decidesForThem = wish.said_by === 'lpa' || wish.said_by === 'deputy'
  if (decidesForThem && !wish.incapacity_recorded) {
    const message = 'must be recorded first: an attorney or deputy decides only where the person cannot decide this'
    context.addIssue({ code: 'custom', path: ['incapacity_recorded'], message })
  }
  if (wish.ends_at && new Date(wish.ends_at) <= new Date(wish.starts_at ?? Date.now())) {
    context.addIssue({ code: 'custom', path: ['ends_at'], message: 'must be after it starts' })
  }
})

export type Wish = z.output<typeof recordInput>

export const withdrawInput = underDeclaration({ ...command, id, expected: expecting('sharing_preference') })
