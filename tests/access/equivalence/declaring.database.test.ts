import { beforeAll, describe, expect, it } from 'vitest'

import { categories, type Category } from '../../../server/access/categories.ts'
import { type Purpose, purposeNames, type Role, type Route, routes } from '../../../server/access/vocabulary.ts'
import { letterFor, mayDeclare } from '../../reference/letters.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { Scenario, type SignedIn } from '../../support/scenario.ts'
import { layWorld, type Member, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)

/** The routes that this step opens; what the others rest on is not there yet. */
const open: readonly Route[] = ['group_caseload', 'registered_practice', 'named_care_manager']
const effects = { S: 'show', U: 'show_unless_objected', W: 'withhold' } as const

let world: World

beforeAll(async () => {
  world = await layWorld(scenario)
})

function expected({ person }: Member, purpose: Purpose, route: Route): string {
  if (!open.includes(route) || purpose === 'case_meeting') return 'route_not_open'
  const worksThere = route !== 'registered_practice' || person.organisation.kind === 'gp_practice'
  return worksThere && mayDeclare(person.role, purpose, route) ? 'declared' : 'refused'
}

/** What comes of saying why one is here: of a person whom the reader reaches, where it must be one. */
async function declaring(
  session: SignedIn,
  { person }: Member,
  purpose: Purpose,
  route: Route,
  reached: string,
): Promise<string> {
  const place =
    route === 'registered_practice' ? (person.organisation.place_id ?? world.surgery.place_id) : world.group.place_id
  const said = { route, purpose, place_id: place ?? '', practitioner_role_id: person.role_id }
  try {
    await gate.declare(session, { ...said, reason: 'A concern.', patient: { id: reached } })
    return 'declared'
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}

describe('why somebody may say they are here', () => {
  it('is what the policy says, for every role, purpose and route', async () => {
    const wrong: unknown[] = []
    for (const member of world.members) {
      const session = await scenario.session(member.person)
      const reached = await scenario.patient({ registeredAt: member.person.organisation, family_name: 'Reached' })
      const named = { care_manager_role_id: member.person.role_id, care_manager_accepted_at: new Date() }
      await scenario.onTheList(reached, world.group, named)
      for (const purpose of purposeNames) {
        for (const route of routes) {
          const answer = await declaring(session, member, purpose, route, reached.id)
          const wanted = expected(member, purpose, route)
          if (answer !== wanted) wrong.push({ role: member.person.role, purpose, route, answer, wanted })
        }
      }
    }
    console.info(
      `${world.members.length * purposeNames.length * routes.length} declarations compared with the plain reference`,
    )
    expect(wrong).toEqual([])
  })
})

describe('what is said about a category', () => {
  it('is what the policy says, and alike for everybody of that role, purpose and route', async () => {
    const seen = new Set<string>()
    for (const member of world.members) {
      for (const purpose of purposeNames.filter((one) => one !== 'safeguarding')) {
        for (const route of open) {
          if (expected(member, purpose, route) !== 'declared') continue
          const over = route === 'registered_practice' ? member.person.organisation : world.group
          const { id, session } = await scenario.declaration(member.person, { route, purpose, over })
          const decision = await gate.decide(session, id)
          for (const category of categories) {
            const said = gate.explain(decision, category)
            expect([member.person.role, purpose, route, category, said.effect]).toEqual([
              member.person.role,
              purpose,
              route,
              category,
              effects[letterFor(member.person.role, purpose, route, category)],
            ])
            expect(said.shownTo).toEqual(shownTo(category))
            seen.add([member.person.role, purpose, route, category].join())
          }
        }
      }
    }
    console.info(`${seen.size} explanations compared with the plain reference`)
  })
})

/** Whom a category is shared with, as every section of a record says it: by the group's direct care. */
function shownTo(category: Category): Role[] {
  const everyRole = [...new Set(world.members.map(({ person }) => person.role))]
  return everyRole.filter((role) => letterFor(role, 'direct_care', 'group_caseload', category) !== 'W')
}
