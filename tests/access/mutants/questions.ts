import type { Decision } from '../../../server/access/decision.ts'
import type { Gate } from '../../../server/access/gate.ts'
import type { Where } from '../../../server/access/view.ts'
import type { Subject } from '../../reference/facts.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { Scenario } from '../../support/scenario.ts'
import { askingEntries, askingPatients, everyCell } from '../equivalence/views.ts'
import { sayingOf, sayingsOf, type World } from '../equivalence/world.ts'
import { caseload } from '../views.ts'

/** Decisions to ask under: of everybody for everything they may say, and of people who have lost what it rests on. */
export interface Asking {
  standing: Decision[]
  ended: Decision[]
}

/** Makes a decision of every saying of the world; of those about one person, for one of the subjects. */
export async function standingDecisions(
  gate: Gate,
  scenario: Scenario,
  world: World,
  one: Subject,
): Promise<Decision[]> {
  const decisions: Decision[] = []
  for (const { member, route, purpose } of sayingsOf(world)) {
    const { said } = sayingOf(world, member, route, purpose)
    const about =
      purpose === 'safeguarding' ? { patient: { id: one.id, practice_id: one.practice }, reason: 'A concern.' } : {}
    const { id, session } = await scenario.declaration(member.person, { ...said, ...about })
    decisions.push(await gate.decide(session, id))
  }
  return decisions
}

/** One thing that a person can lose, written past the gate. */
type Loss = [
  name: string,
  sql: string,
  of: 'declaration' | 'session' | 'account' | 'role' | 'organisation' | 'group' | 'agreement',
]

const losses: readonly Loss[] = [
  ['the declaration ran out', 'update house.declaration set ends_at = now() where id = $1', 'declaration'],
  ['the declaration was ended', 'update house.declaration set ended_at = now() where id = $1', 'declaration'],
  ['the session was revoked', 'update house.session set revoked_at = now() where id = $1', 'session'],
  ['the session idled out', 'update house.session set idle_ends_at = now() where id = $1', 'session'],
  ['the session ran out', 'update house.session set absolute_ends_at = now() where id = $1', 'session'],
  ['the account was closed', 'update house.account set disabled_at = now() where id = $1', 'account'],
  ['the role ended', 'update house.practitioner_role set ends_at = now() where id = $1', 'role'],
  ['the role changed', "update house.practitioner_role set role = 'therapist' where id = $1", 'role'],
  ['the organisation closed', "update house.organisation set closed_on = '2020-01-01' where id = $1", 'organisation'],
  [
    'the membership was suspended',
    "update house.membership set status = 'suspended' where practitioner_role_id = $1",
    'role',
  ],
  ['the membership ended', 'update house.membership set ends_at = now() where practitioner_role_id = $1', 'role'],
  [
    'the membership has not begun',
    "update house.membership set starts_at = now() + interval '1 hour' where practitioner_role_id = $1",
    'role',
  ],
  ['the membership is another’s', 'delete from house.membership where practitioner_role_id = $1', 'role'],
  [
    'the membership is of another group',
    'update house.membership set group_id = (select g.id from house.care_delivery_group g where g.id <> group_id limit 1) where practitioner_role_id = $1',
    'role',
  ],
  [
    'the agreement is about another group',
    'update house.sharing_agreement_scope set group_id = (select g.id from house.care_delivery_group g where g.id <> group_id limit 1) where agreement_id = $1',
    'agreement',
  ],
  [
    'the organisation’s time in the group ended',
    'update house.group_organisation set ends_at = now() where organisation_id = $1',
    'organisation',
  ],
  ['the group was suspended', "update house.care_delivery_group set status = 'suspended' where id = $1", 'group'],
  [
    'the organisation left the group',
    'delete from house.group_organisation where organisation_id = $1',
    'organisation',
  ],
  ['the agreement ended', 'update house.sharing_agreement set ends_at = now() where id = $1', 'agreement'],
  [
    'the agreement lost its purpose',
    "delete from house.sharing_agreement_scope where purpose = 'direct_care' and agreement_id = $1",
    'agreement',
  ],
  [
    'the agreement lost its party',
    'delete from house.sharing_agreement_party where organisation_id = $1',
    'organisation',
  ],
]

/** Decisions that were made and have since lost what they rest on, one thing each. */
export async function endedDecisions(gate: Gate, scenario: Scenario, database: TestDatabase): Promise<Decision[]> {
  const ended: Decision[] = []
  for (const [, statement, of] of losses) {
    const council = await scenario.organisation('local_authority')
    const other = await scenario.organisation('gp_practice')
    const group = await scenario.group([council, other])
    const person = await scenario.staff('social_worker', council, { memberOf: [group] })
    await scenario.staff('gp', other, { memberOf: [group] })
    await scenario.patient({ registeredAt: other, onTheListOf: [group] })
    const { id, session } = await scenario.declaration(person, {
      route: 'group_caseload',
      purpose: 'direct_care',
      over: group,
    })
    ended.push(await gate.decide(session, id))
    const ids = {
      declaration: id,
      session: session.id,
      account: session.account_id,
      role: person.role_id,
      organisation: council.id,
      group: group.id,
      agreement: group.agreement_id,
    }
    await database.owner.pool.query(statement, [ids[of]])
  }
  // A declaration about a practice that is not the reader's own.
  const gp = await scenario.staff('gp', await scenario.organisation('gp_practice'))
  const mine = { route: 'registered_practice', purpose: 'direct_care', over: gp.organisation } as const
  const { id, session } = await scenario.declaration(gp, mine)
  ended.push(await gate.decide(session, id))
  const elsewhere = await scenario.organisation('gp_practice')
  await database.owner.pool.query('update house.declaration set organisation_id = $2 where id = $1', [id, elsewhere.id])
  return ended
}

const conditions: Where<keyof typeof askingPatients.columns>[] = [
  { column: 'postcode', op: 'gt', value: '' },
  { not: { column: 'telecom', op: 'eq', value: 'none' } },
  { column: 'postcode', op: 'withheld' },
  { column: 'religion', op: 'blank' },
  { column: 'family_name', op: 'search', value: 'familyc' },
  { column: 'family_name', op: 'search', value: 'family former' },
  { column: 'family_name', op: 'search', value: 'reached' },
  { not: { column: 'family_name', op: 'search', value: 'fam protected' } },
  {
    any: [
      { column: 'religion', op: 'gt', value: '' },
      { column: 'postcode', op: 'blank' },
    ],
  },
]

async function settled(answer: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await answer)
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * Every answer that a gate gives to a fixed set of questions, one after another, in words that can be compared,
 * each with what the database gave for it.
 *
 * @param heard fills up with what the gate takes from the database
 */
export async function* answersOf(gate: Gate, asking: Asking, heard: string[]): AsyncGenerator<string> {
  for (const question of questionsOf(gate, asking)) {
    const answer = await settled(question())
    yield answer + heard.splice(0).join('')
  }
}

type Ids = { rows: readonly { id: string }[] }
const idsOf = ({ rows }: Ids) => rows.map(({ id }) => id)

function* questionsOf(gate: Gate, asking: Asking): Generator<() => Promise<unknown>> {
  for (const decision of asking.ended) {
    yield () => gate.list(decision, caseload)
    yield async () => (await gate.disclose(decision, caseload)).rows
  }
  for (const decision of asking.standing) {
    yield () => gate.list(decision, everyCell)
    yield async () => (await gate.disclose(decision, everyCell)).rows
    const asked = decision.route === 'registered_practice' ? askingPatients : askingEntries
    for (const column of ['postcode', 'religion'] as const) {
      yield async () => idsOf(await gate.list(decision, asked, { orderBy: [{ column, direction: 'asc' }] }))
    }
    for (const where of conditions) yield async () => idsOf(await gate.list(decision, asked, { where: [where] }))
    if (decision.groupId)
      yield async () =>
        idsOf(await gate.list(decision, askingEntries, { orderBy: [{ column: 'review_due', direction: 'asc' }] }))
  }
}
