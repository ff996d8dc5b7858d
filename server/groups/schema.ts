import { z } from 'zod'

import { type Purpose, organisationKinds, purposeNames, roles, routes } from '../access/vocabulary.ts'
import { day, id, nhsNumber, only, writtenText } from '../input-schema.ts'

const role = z.enum(roles)
const route = z.enum(routes, 'must be one of the routes offered')
const purpose = z.enum(purposeNames as [Purpose, ...Purpose[]], 'must be one of the purposes offered')

/** A role that the signed-in person holds at a place. */
const heldRole = z.object({
  practitioner_role_id: z.uuid(),
  role,
  role_words: z.string(),
  organisation: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(organisationKinds) }),
})

/** A group or a practice, as far as nobody's information is needed. */
const placeName = { id: z.uuid(), kind: z.enum(['group', 'practice']), name: z.string() }

/** What somebody said they are here for, while it lasts. */
export const declaration = z.object({
  id: z.uuid(),
  place: z.uuid(),
  practitioner_role_id: z.uuid(),
  role,
  role_words: z.string(),
  organisation_name: z.string(),
  purpose,
  purpose_words: z.string(),
  route,
  route_words: z.string(),
  reason: z.string().nullable(),
  /** The one person it is about, where it is about one. */
  patient: z.uuid().nullable(),
  started_at: z.string(),
  ends_at: z.string(),
})

export type CurrentDeclaration = z.output<typeof declaration>

export const placesOutput = z.object({
  places: z.array(z.object({ ...placeName, roles: z.array(heldRole), current: declaration.nullable() })),
})

export const placeInput = only({ place: id })

/** One answer to "why are you here?", in plain words. */
export const choice = z.object({
  practitioner_role_id: z.uuid(),
  role,
  role_words: z.string(),
  organisation_name: z.string(),
  purpose,
  route,
  name: z.string(),
  opens: z.string(),
  leaves_out: z.string(),
  hours: z.number(),
  target: z.enum(['place', 'patient']),
  reason_required: z.boolean(),
  reviewed: z.boolean(),
})

export type Choice = z.output<typeof choice>

export const choicesOutput = z.object({
  place: z.object({ ...placeName, roles: z.array(heldRole) }),
  choices: z.array(choice),
})

export const declareInput = only({
  place: id,
  practitioner_role_id: id,
  purpose,
  route,
  /** Needed for the purposes that say so; nobody but the reviewers reads it. */
  reason: writtenText(1000).optional(),
  /** Needed for the purposes that are about one person: by id, or by what stands on a letter to them. */
  patient: z
    .union(
      [only({ id }), only({ nhs_number: nhsNumber, birth_date: day })],
      'must be an identifier, or an NHS number and a birth date',
    )
    .optional(),
})
export const declareOutput = z.object({ declaration: z.uuid() })

export const currentOutput = declaration.nullable()

export const endInput = only({ declaration: id })
export const endOutput = z.object({ outcome: z.literal('done') })

/** Those who have a place open now, other than the one who asks. */
export const presentOutput = z.object({
  people: z.array(
    z.object({ practitioner_role_id: z.uuid(), name: z.string(), initials: z.string(), role_words: z.string() }),
  ),
})

/** Those who may be named as care managers: the members of a group. */
export const membersOutput = z.object({
  members: z.array(
    z.object({
      practitioner_role_id: z.uuid(),
      name: z.string(),
      role,
      role_words: z.string(),
      organisation_name: z.string(),
    }),
  ),
})

/** The groups whose list a practice may put its patients on. */
export const joinedOutput = z.object({ groups: z.array(z.object({ id: z.uuid(), name: z.string() })) })
