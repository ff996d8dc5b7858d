import {
  type OrganisationKind,
  type Purpose,
  purposeNames,
  type Role,
  type Route,
  routes,
} from '../../../server/access/vocabulary.ts'
import type { Reader } from '../../reference/facts.ts'
import { mayDeclare } from '../../reference/letters.ts'
import type { Group, Organisation, Person, Said, Scenario } from '../../support/scenario.ts'

/** Where each role is found, so that readers of every kind of organisation are asked. */
const homes: readonly [Role, OrganisationKind, ...Route[]][] = [
  ['gp', 'gp_practice'],
  ['practice_nurse', 'gp_practice'],
  ['pharmacist', 'gp_practice'],
  ['community_nurse', 'community_provider'],
  ['therapist', 'acute_trust'],
  ['mental_health_practitioner', 'mental_health_trust'],
  ['social_worker', 'local_authority'],
  ['social_care_officer', 'local_authority'],
  ['care_coordinator', 'gp_practice'],
  ['link_worker', 'voluntary_sector'],
  ['practice_manager', 'gp_practice'],
  ['caldicott_guardian', 'hospice'],
  ['ig_lead', 'hospice'],
  ['system_administrator', 'community_provider'],
  ['therapist', 'hospice'],
  // The professions that a practice can employ as well, on the practice's own route.
  ['community_nurse', 'gp_practice', 'registered_practice'],
  ['mental_health_practitioner', 'gp_practice', 'registered_practice'],
  ['social_worker', 'gp_practice', 'registered_practice'],
]

export interface Member {
  person: Person
  kinds: readonly OrganisationKind[]
  /** The routes they are asked on. */
  routes: readonly Route[]
}

/** One group of one organisation of each kind, and somebody of every role in it. */
export interface World {
  surgery: Organisation
  otherSurgery: Organisation
  group: Group
  otherGroup: Group
  members: readonly Member[]
  /** Somebody who writes things down and is named, and never asks. */
  bystander: Person
}

export async function layWorld(scenario: Scenario): Promise<World> {
  const surgery = await scenario.organisation('gp_practice')
  const otherSurgery = await scenario.organisation('gp_practice')
  const kinds = [
    'community_provider',
    'acute_trust',
    'mental_health_trust',
    'local_authority',
    'voluntary_sector',
    'hospice',
  ] as const
  const byKind = new Map<OrganisationKind, Organisation>([['gp_practice', surgery]])
  for (const kind of kinds) byKind.set(kind, await scenario.organisation(kind))
  const organisations = [...byKind.values(), otherSurgery]
  const group = await scenario.group(organisations)
  const otherGroup = await scenario.group(organisations)
  const at = (kind: OrganisationKind): Organisation => byKind.get(kind) ?? surgery

  const members: Member[] = []
  for (const [role, kind, ...only] of homes) {
    const person = await scenario.staff(role, at(kind), { memberOf: [group, otherGroup] })
    const possible = routes.filter((route) => route !== 'registered_practice' || kind === 'gp_practice')
    members.push({ person, kinds: [kind], routes: only.length > 0 ? only : possible })
  }
  // Two hats: what was asked of either counts.
  const nurse = await scenario.staff('community_nurse', at('community_provider'), { memberOf: [group, otherGroup] })
  await scenario.alsoAs(nurse, 'community_nurse', at('hospice'))
  members.push({
    person: nurse,
    kinds: ['community_provider', 'hospice'],
    routes: ['group_caseload', 'named_care_manager'],
  })

  const bystander = await scenario.staff('care_coordinator', at('community_provider'), { memberOf: [group] })
  return { surgery, otherSurgery, group, otherGroup, members, bystander }
}

/** What a member says they are here for, and the same as the reference is told of it. */
export function sayingOf(
  world: World,
  { person, kinds }: Member,
  route: Route,
  purpose: Purpose,
): { said: Said; reader: Reader } {
  const atPractice = route === 'registered_practice'
  const reader: Reader = {
    roleId: person.role_id,
    role: person.role,
    purpose,
    route,
    kinds,
    holdsRole: true,
    practice: atPractice ? person.organisation.id : null,
    group: atPractice ? null : world.group.id,
    isMember: true,
    groupIsActive: true,
    organisationTakesPart: true,
    hasAgreement: true,
    target: null,
  }
  return { said: { route, purpose, over: atPractice ? person.organisation : world.group }, reader }
}

/** Everything that anybody may say they are here for, on the routes that are open. */
export function sayingsOf(world: World): { member: Member; route: Route; purpose: Purpose }[] {
  return world.members.flatMap((member) =>
    member.routes.flatMap((route) =>
      purposeNames
        .filter((purpose) => mayDeclare(member.person.role, purpose, route))
        .map((purpose) => ({ member, route, purpose })),
    ),
  )
}
