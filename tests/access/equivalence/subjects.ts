import { randomUUID } from 'node:crypto'

import { categories, type Category } from '../../../server/access/categories.ts'
import { organisationKinds, type OrganisationKind } from '../../../server/access/vocabulary.ts'
import type { Entry, Preference, Subject } from '../../reference/facts.ts'
import { days } from '../../support/factories/time.ts'
import type { World } from './world.ts'

/** Stands for whoever asks, until it is known who does. */
export const whoeverAsks = 'whoever asks'

type What = Preference['what']
const everyWhat: readonly What[] = [...categories, 'all', 'risk_stratification']
const statuses = ['planned', 'waitlist', 'active', 'onhold', 'finished', 'cancelled'] as const

/** A person for every combination of what decides about them: where they stand, and what they asked for. */
export function subjectsOf(world: World): Subject[] {
  return [...standing(world), ...wishing(world)]
}

/** A few of each kind, for what is asked one person at a time. */
export function someOf(subjects: readonly Subject[], count: number): Subject[] {
  // A prime stride walks through every part of the product.
  const stride = 997
  return Array.from(
    { length: Math.min(count, subjects.length) },
    (_, at) => subjects[(at * stride) % subjects.length],
  ).filter((subject) => subject !== undefined)
}

/** The same person as one reader finds them. */
export function asAskedBy(subject: Subject, roleId: string): Subject {
  const who = (id: string | null) => (id === whoeverAsks ? roleId : id)
  const entries = subject.entries.map((entry) => ({
    ...entry,
    careManager: who(entry.careManager),
    namedBy: who(entry.namedBy),
  }))
  return { ...subject, entries }
}

function ordinaryEntry(world: World): Entry {
  return {
    group: world.group.id,
    status: 'active',
    confirmed: true,
    careManager: whoeverAsks,
    namedBy: world.bystander.role_id,
    accepted: true,
    serviceTells: [],
  }
}

function ordinary(world: World, given: Partial<Subject> = {}): Subject {
  const practice = world.surgery.id
  return {
    id: randomUUID(),
    practice,
    restricted: false,
    isReader: false,
    entries: [ordinaryEntry(world)],
    preferences: [],
    ...given,
  }
}

/** Where people are registered, whether the S-flag is up, and on which list they stand in which state. */
function standing(world: World): Subject[] {
  const practices = [world.surgery.id, world.otherSurgery.id, null]
  const lists = listsOf(world)
  const strangers = practices.flatMap((practice) =>
    [false, true].flatMap((restricted) => lists.map((entries) => ordinary(world, { practice, restricted, entries }))),
  )
  const readers = practices.flatMap((practice) =>
    [false, true].map((restricted) => ordinary(world, { practice, restricted, isReader: true })),
  )
  return [...strangers, ...readers]
}

function listsOf(world: World): (readonly Entry[])[] {
  const other = world.bystander.role_id
  const managers: Partial<Entry>[] = [
    { careManager: null, namedBy: null, accepted: false },
    { careManager: whoeverAsks, accepted: true },
    { careManager: whoeverAsks, accepted: false },
    { careManager: whoeverAsks, namedBy: whoeverAsks, accepted: true },
    { careManager: other, namedBy: null, accepted: true, serviceTells: ['mental_health'] },
    { careManager: whoeverAsks, accepted: true, serviceTells: ['substance_use', 'end_of_life'] },
  ]
  const here = statuses.flatMap((status) =>
    [true, false].flatMap((confirmed) =>
      managers.map((manager) => [{ ...ordinaryEntry(world), status, confirmed, ...manager }]),
    ),
  )
  const elsewhere = { ...ordinaryEntry(world), group: world.otherGroup.id }
  const proposed = { ...ordinaryEntry(world), status: 'planned', confirmed: false, careManager: null, accepted: false }
  const former = { ...ordinaryEntry(world), status: 'finished' }
  return [[], [elsewhere], [proposed, elsewhere], [former, proposed], [former, ordinaryEntry(world)], ...here]
}

let turn = 0

function wish(world: World, given: Partial<Preference> & Pick<Preference, 'effect' | 'what'>): Preference {
  turn += 1
  const recorders = [world.bystander, ...world.members.map(({ person }) => person)]
  const recordedBy = recorders[turn % recorders.length]?.role_id ?? world.bystander.role_id
  const base = { kind: null, group: null, startsAt: days(-30), endsAt: null, recordedAt: days(-30), withdrawnAt: null }
  return { ...base, recordedBy, ...given }
}

/** What was asked: of every matter, to every kind of organisation, everywhere or in one group, then and now. */
function wishing(world: World): Subject[] {
  const kinds = [null, ...organisationKinds]
  const places = [null, world.group.id, world.otherGroup.id]
  const once = everyWhat.flatMap((what) =>
    kinds.flatMap((kind) => places.map((group) => [wish(world, { effect: 'deny', what, kind, group })])),
  )
  const times: Partial<Preference>[] = [
    { startsAt: days(5) },
    { startsAt: days(-30), endsAt: days(-5) },
    { startsAt: days(-30), endsAt: days(5) },
    { withdrawnAt: days(-1) },
  ]
  const timed = everyWhat.flatMap((what) => times.map((time) => [wish(world, { effect: 'deny', what, ...time })]))
  const permitted = everyWhat.map((what) => [wish(world, { effect: 'permit', what })])
  const said = [...once, ...timed, ...permitted, ...exceptions(world), ...secondThoughts(world)]
  return said.map((preferences) => ordinary(world, { preferences }))
}

const pairs: readonly [deny: What, permit: What][] = [
  ['all', 'all'],
  ['all', 'contact'],
  ['all', 'risk_stratification'],
  ['contact', 'contact'],
  ['contact', 'all'],
  ['contact', 'clinical_summary'],
  ['risk_stratification', 'risk_stratification'],
]

/** A permit beside an objection: broader, as broad, narrower or beside it, said before or after it. */
function exceptions(world: World): Preference[][] {
  const kinds: (OrganisationKind | null)[] = [null, 'local_authority', 'community_provider']
  const places = [null, world.group.id, world.otherGroup.id]
  return pairs.flatMap(([denied, permitted]) =>
    kinds.slice(0, 2).flatMap((denyKind) =>
      places.slice(0, 2).flatMap((denyGroup) =>
        kinds.flatMap((kind) =>
          places.flatMap((group) =>
            [-31, -30, -29].map((when) => [
              wish(world, { effect: 'deny', what: denied, kind: denyKind, group: denyGroup }),
              wish(world, {
                effect: 'permit',
                what: permitted,
                kind,
                group,
                startsAt: days(when),
                recordedAt: days(when),
              }),
            ]),
          ),
        ),
      ),
    ),
  )
}

/** Several things said one after another; of each category that anybody may be shown unless objected. */
function secondThoughts(world: World): Preference[][] {
  const changing: readonly Category[] = ['contact', 'social_care', 'clinical_summary', 'identity']
  return changing.flatMap((what) => [
    [wish(world, { effect: 'deny', what }), wish(world, { effect: 'deny', what: 'location', startsAt: days(5) })],
    [
      wish(world, { effect: 'deny', what }),
      wish(world, { effect: 'permit', what, recordedAt: days(-20) }),
      wish(world, { effect: 'deny', what, recordedAt: days(-10), kind: 'local_authority' }),
    ],
    [
      wish(world, { effect: 'deny', what: 'all' }),
      wish(world, { effect: 'permit', what: 'all', recordedAt: days(-20) }),
      wish(world, { effect: 'deny', what, recordedAt: days(-10) }),
    ],
    [
      wish(world, { effect: 'deny', what, endsAt: days(10) }),
      wish(world, { effect: 'permit', what, recordedAt: days(-20), endsAt: days(-5) }),
    ],
  ])
}
