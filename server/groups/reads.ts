import type { Kysely } from 'kysely'

import type { OrganisationKind, Purpose, Role, Route } from '../access/vocabulary.ts'
import { now, secondsFromNow } from '../database/clock.ts'
import type { Database } from '../database/schema.ts'

type House = Kysely<Database>

/** A role that somebody holds now at a group or a practice. */
export interface HeldRole {
  place_id: string
  place_kind: 'group' | 'practice'
  place_name: string
  practitioner_role_id: string
  role: Role
  organisation_id: string
  organisation_name: string
  organisation_kind: OrganisationKind
}

/**
 * Who holds roles, with their organisation, as far as they hold at this moment by the database's clock. What is closed or
 * dormant is offered to nobody.
 */
function rolesNow(house: House) {
  return house
    .selectFrom('house.practitioner_role as held')
    .innerJoin('house.organisation as organisation', 'organisation.id', 'held.organisation_id')
    .where('held.starts_at', '<=', now)
    .where((eb) => eb.or([eb('held.ends_at', 'is', null), eb('held.ends_at', '>', now)]))
    .where('organisation.status', 'in', ['active', 'proposed'])
}

/** The same, of members of active groups, with the membership. */
function membersNow(house: House) {
  return rolesNow(house)
    .innerJoin('house.membership as membership', 'membership.practitioner_role_id', 'held.id')
    .innerJoin('house.care_delivery_group as team', 'team.id', 'membership.group_id')
    .innerJoin('house.place as place', 'place.group_id', 'team.id')
    .where('team.status', '=', 'active')
    .where('membership.status', '=', 'active')
    .where('membership.starts_at', '<=', now)
    .where((eb) => eb.or([eb('membership.ends_at', 'is', null), eb('membership.ends_at', '>', now)]))
}

const heldColumns = [
  'place.id as place_id',
  'place.kind as place_kind',
  'held.id as practitioner_role_id',
  'held.role',
  'organisation.id as organisation_id',
  'organisation.name as organisation_name',
  'organisation.kind as organisation_kind',
] as const

/** Every role that somebody holds now, at each group and at their own practice; groups first, by name. */
export async function heldRoles(house: House, practitionerId: string): Promise<HeldRole[]> {
  const [inGroups, inPractice] = await Promise.all([
    membersNow(house)
      .where('held.practitioner_id', '=', practitionerId)
      .select([...heldColumns, 'team.name as place_name'])
      .orderBy('team.name')
      .orderBy('held.id')
      .execute(),
    rolesNow(house)
      .innerJoin('house.place as place', 'place.organisation_id', 'organisation.id')
      .where('held.practitioner_id', '=', practitionerId)
      .select([...heldColumns, 'organisation.name as place_name'])
      .orderBy('organisation.name')
      .orderBy('held.id')
      .execute(),
  ])
  // The columns' checks in the database say the same as these types.
  return [...inGroups, ...inPractice] as HeldRole[]
}

/** What a session said it is here for at one place, while it lasts. */
export interface Declared {
  id: string
  place_id: string
  practitioner_role_id: string
  role: Role
  organisation_name: string
  purpose: Purpose
  route: Route
  reason: string | null
  patient_id: string | null
  started_at: Date
  ends_at: Date
}

/** The declarations of a session that have not ended, the newest first. */
export async function currentDeclarations(house: House, sessionId: string): Promise<Declared[]> {
  const rows = await house
    .selectFrom('house.declaration as said')
    .innerJoin('house.practitioner_role as held', 'held.id', 'said.practitioner_role_id')
    .innerJoin('house.organisation as organisation', 'organisation.id', 'held.organisation_id')
    .where('said.session_id', '=', sessionId)
    .where('said.ended_at', 'is', null)
    .where('said.ends_at', '>', now)
    .select(['said.id', 'said.place_id', 'held.id as practitioner_role_id', 'held.role'])
    .select(['organisation.name as organisation_name', 'said.purpose', 'said.route', 'said.reason', 'said.patient_id'])
    .select(['said.started_at', 'said.ends_at'])
    .orderBy('said.started_at', 'desc')
    .execute()
  return rows as Declared[]
}

/** A person at work, by the role they work in. */
export interface Colleague {
  practitioner_id: string
  practitioner_role_id: string
  family_name: string
  given_names: string
  role: Role
}

/** A row of `open_place` that was not renewed for this long means nobody, in seconds. */
const GONE_AFTER_SECONDS = 30

/** Those who have a place open now, once for each person. */
export async function presentAt(house: House, placeId: string): Promise<Colleague[]> {
  const rows = await house
    .selectFrom('house.open_place as open')
    .innerJoin('house.declaration as said', 'said.id', 'open.declaration_id')
    .innerJoin('house.practitioner_role as held', 'held.id', 'said.practitioner_role_id')
    .innerJoin('house.practitioner as person', 'person.id', 'held.practitioner_id')
    .where('open.place_id', '=', placeId)
    .where('open.seen_at', '>', secondsFromNow(-GONE_AFTER_SECONDS))
    .where('said.ended_at', 'is', null)
    .where('said.ends_at', '>', now)
    .distinctOn('person.id')
    .select(['person.id as practitioner_id', 'person.family_name', 'person.given_names'])
    .select(['held.id as practitioner_role_id', 'held.role'])
    .orderBy('person.id')
    .orderBy('open.seen_at', 'desc')
    .execute()
  return rows as Colleague[]
}

/** The members of a group, by name: all of them, since one who is missing from a list tells something too. */
export async function membersAt(house: House, placeId: string): Promise<(Colleague & { organisation_name: string })[]> {
  const rows = await membersNow(house)
    .innerJoin('house.practitioner as person', 'person.id', 'held.practitioner_id')
    .where('place.id', '=', placeId)
    .select(['person.id as practitioner_id', 'person.family_name', 'person.given_names'])
    .select(['held.id as practitioner_role_id', 'held.role', 'organisation.name as organisation_name'])
    .orderBy('person.family_name')
    .orderBy('person.given_names')
    .orderBy('held.id')
    .execute()
  return rows as (Colleague & { organisation_name: string })[]
}

/** The active groups that a practice takes part in, by name. */
export function groupsOfPractice(house: House, placeId: string): Promise<{ id: string; name: string }[]> {
  return house
    .selectFrom('house.place as place')
    .innerJoin('house.group_organisation as part', 'part.organisation_id', 'place.organisation_id')
    .innerJoin('house.care_delivery_group as team', 'team.id', 'part.group_id')
    .where('place.id', '=', placeId)
    .where('team.status', '=', 'active')
    .where('part.starts_at', '<=', now)
    .where((eb) => eb.or([eb('part.ends_at', 'is', null), eb('part.ends_at', '>', now)]))
    .select(['team.id', 'team.name'])
    .distinct()
    .orderBy('team.name')
    .execute()
}
