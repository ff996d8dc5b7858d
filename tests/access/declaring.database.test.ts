import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Declaring } from '../../server/access/declare.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'
import { caseload, record } from './views.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)
const db = database.owner.kysely

let surgery: Organisation
let council: Organisation
let group: Group
let khan: Person
let lowe: Person
let grace: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
  grace = await world.patient({
    registeredAt: surgery,
    onTheListOf: [group],
    nhs_number: '9990548609',
    birth_date: '1941-07-19',
  })
})

async function declare(person: Person, said: Partial<Declaring> = {}) {
  const session = await world.session(person)
  const id = await gate.declare(session, {
    place_id: group.place_id,
    practitioner_role_id: person.role_id,
    route: 'group_caseload',
    purpose: 'direct_care',
    ...said,
  })
  return { id, session }
}

describe('saying why you are here', () => {
  it('opens the list, and ends by itself after four hours', async () => {
    const { id, session } = await declare(khan)
    const decision = await gate.decide(session, id)
    expect((await gate.list(decision, caseload)).rows).toHaveLength(1)
    const hours = (new Date(decision.endsAt).getTime() - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(3.9)
    expect(hours).toBeLessThan(4.1)
  })

  it('ends what was said of the same place before', async () => {
    const { id, session } = await declare(khan)
    await gate.declare(session, {
      place_id: group.place_id,
      practitioner_role_id: khan.role_id,
      route: 'group_caseload',
      purpose: 'care_coordination',
    })
    await expect(gate.decide(session, id)).rejects.toMatchObject({ code: 'declaration_ended' })
  })

  it.each([
    ['a purpose that the role may not declare', () => ({ purpose: 'case_finding' as const })],
    [
      'the practice’s route for who does not work there',
      () => ({ route: 'registered_practice' as const, place_id: surgery.place_id ?? '' }),
    ],
    ['somebody else’s role', () => ({ practitioner_role_id: lowe.role_id })],
    ['a place that there is not', () => ({ place_id: randomUUID() })],
  ])('is refused for %s, in one text', async (_what, said) => {
    await expect(declare(khan, said())).rejects.toMatchObject({ code: 'refused' })
  })

  it.each(['flag_recipient', 'meeting_guest', 'break_glass', 'review', 'patient_request', 'none'] as const)(
    'by the route %s is not open yet',
    async (route) => {
      await expect(declare(lowe, { route })).rejects.toMatchObject({ code: 'route_not_open' })
    },
  )

  it('of a case meeting waits for meetings', async () => {
    await expect(declare(lowe, { purpose: 'case_meeting' })).rejects.toMatchObject({ code: 'route_not_open' })
  })

  it('is refused where the agreement does not name the purpose', async () => {
    const narrow = await world.group([surgery, council], { purposes: ['care_coordination'] })
    await world.membership(khan, narrow)
    await expect(declare(khan, { place_id: narrow.place_id })).rejects.toMatchObject({ code: 'refused' })
    await expect(declare(khan, { place_id: narrow.place_id, purpose: 'care_coordination' })).resolves.toBeDefined()
  })
})

describe('a safeguarding concern', () => {
  const concern = { purpose: 'safeguarding', reason: 'Bruises on both wrists' } as const

  it('needs a reason and one person', async () => {
    await expect(declare(khan, { purpose: 'safeguarding', patient: { id: grace.id } })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(declare(khan, { ...concern, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(declare(khan, concern)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('opens that one person, goes past what they asked for, and goes to review', async () => {
    const peter = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await gate.write(await decisionOf(khan), {
      key: randomUUID(),
      changes: [
        {
          table: 'sharing_preference',
          op: 'insert',
          id: randomUUID(),
          patient_id: peter.id,
          set: { effect: 'deny', what: 'all', said_by: 'patient', attested: true },
        },
      ],
    })
    const { id, session } = await declare(khan, { ...concern, patient: { id: peter.id } })
    const decision = await gate.decide(session, id)
    expect(await gate.get(decision, record, { id: peter.id })).toMatchObject({ practice: { state: 'shown' } })
    expect(await gate.get(decision, record, { id: grace.id })).toBeNull()
    const { goes_to_review, reason } = await db
      .selectFrom('house.declaration')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect({ goes_to_review, reason }).toEqual({ goes_to_review: true, reason: concern.reason })
  })

  it('finds the person by what stands on a letter, exactly', async () => {
    const patient = { nhs_number: '9990548609', birth_date: '1941-07-19' }
    await expect(declare(khan, { ...concern, patient })).resolves.toBeDefined()
    await expect(
      declare(khan, { ...concern, patient: { ...patient, birth_date: '1941-07-20' } }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('leaves a trace when the person was not found', async () => {
    const session = await world.session(khan)
    const said = { place_id: group.place_id, practitioner_role_id: khan.role_id, route: 'group_caseload' } as const
    await expect(gate.declare(session, { ...said, ...concern, patient: { id: randomUUID() } })).rejects.toThrow()
    const events = await db
      .selectFrom('care.audit_event')
      .select(['outcome', 'purpose', 'practitioner_id'])
      .where('session_id', '=', session.id)
      .execute()
    expect(events).toEqual([{ outcome: 'refused', purpose: 'safeguarding', practitioner_id: khan.practitioner_id }])
  })

  it('is no way to somebody whom the route would never have reached', async () => {
    const stranger = await world.patient({ registeredAt: surgery })
    await expect(declare(khan, { ...concern, patient: { id: stranger.id } })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(declare(khan, { ...concern, patient: { id: randomUUID() } })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

async function decisionOf(person: Person) {
  const { id, session } = await declare(person)
  return gate.decide(session, id)
}

describe('a declaration', () => {
  it('of somebody else, or none, has the answer of one that has ended', async () => {
    const { id } = await declare(khan)
    const session = await world.session(lowe)
    await expect(gate.decide(session, id)).rejects.toMatchObject({ code: 'declaration_ended' })
    await expect(gate.decide(session, randomUUID())).rejects.toMatchObject({ code: 'declaration_ended' })
  })

  const endings: [
    string,
    (ids: { declaration: string; session: string; person: Person; over: Group }) => Promise<unknown>,
  ][] = [
    [
      'declaration ends',
      ({ declaration }) =>
        db.updateTable('house.declaration').set({ ends_at: new Date() }).where('id', '=', declaration).execute(),
    ],
    [
      'declaration is ended',
      ({ declaration }) =>
        db.updateTable('house.declaration').set({ ended_at: new Date() }).where('id', '=', declaration).execute(),
    ],
    [
      'session is revoked',
      ({ session }) =>
        db.updateTable('house.session').set({ revoked_at: new Date() }).where('id', '=', session).execute(),
    ],
    [
      'session idles out',
      ({ session }) =>
        db.updateTable('house.session').set({ idle_ends_at: new Date() }).where('id', '=', session).execute(),
    ],
    [
      'session reaches its end',
      ({ session }) =>
        db.updateTable('house.session').set({ absolute_ends_at: new Date() }).where('id', '=', session).execute(),
    ],
    [
      'account is disabled',
      ({ person }) =>
        db.updateTable('house.account').set({ disabled_at: new Date() }).where('id', '=', person.account_id).execute(),
    ],
    [
      'role ends',
      ({ person }) =>
        db
          .updateTable('house.practitioner_role')
          .set({ ends_at: new Date() })
          .where('id', '=', person.role_id)
          .execute(),
    ],
    [
      'role has become another',
      ({ person }) =>
        db.updateTable('house.practitioner_role').set({ role: 'therapist' }).where('id', '=', person.role_id).execute(),
    ],
    [
      'membership is suspended',
      ({ person }) =>
        db
          .updateTable('house.membership')
          .set({ status: 'suspended' })
          .where('practitioner_role_id', '=', person.role_id)
          .execute(),
    ],
    [
      'membership ends',
      ({ person }) =>
        db
          .updateTable('house.membership')
          .set({ ends_at: new Date() })
          .where('practitioner_role_id', '=', person.role_id)
          .execute(),
    ],
    [
      'membership has not begun',
      ({ person }) =>
        db
          .updateTable('house.membership')
          .set({ starts_at: new Date(Date.now() + 60_000) })
          .where('practitioner_role_id', '=', person.role_id)
          .execute(),
    ],
    [
      'group is suspended',
      ({ over }) =>
        db.updateTable('house.care_delivery_group').set({ status: 'suspended' }).where('id', '=', over.id).execute(),
    ],
    [
      'organisation leaves the group',
      ({ over }) =>
        db
          .updateTable('house.group_organisation')
          .set({ ends_at: new Date() })
          .where('group_id', '=', over.id)
          .execute(),
    ],
    [
      'organisation closes',
      ({ person }) =>
        db
          .updateTable('house.organisation')
          .set({ closed_on: '2020-01-01' })
          .where('id', '=', person.organisation.id)
          .execute(),
    ],
    [
      'agreement ends',
      ({ over }) =>
        db
          .updateTable('house.sharing_agreement')
          .set({ ends_at: new Date() })
          .where('id', '=', over.agreement_id)
          .execute(),
    ],
    [
      'agreement drops the purpose',
      ({ over }) => db.deleteFrom('house.sharing_agreement_scope').where('group_id', '=', over.id).execute(),
    ],
    [
      'agreement drops the organisation',
      ({ over }) =>
        db.deleteFrom('house.sharing_agreement_party').where('agreement_id', '=', over.agreement_id).execute(),
    ],
  ]

  it.each(endings)('already decided returns nothing from the statement after its %s', async (_what, end) => {
    const ownCouncil = await world.organisation('local_authority')
    const over = await world.group([surgery, ownCouncil])
    const person = await world.staff('social_worker', ownCouncil, { memberOf: [over] })
    const patient = await world.patient({ registeredAt: surgery, onTheListOf: [over] })
    const { id, session } = await declare(person, { place_id: over.place_id })
    const decision = await gate.decide(session, id)
    expect((await gate.list(decision, caseload)).rows).toHaveLength(1)

    await end({ declaration: id, session: session.id, person, over })

    await expect(gate.list(decision, caseload)).rejects.toMatchObject({ code: 'declaration_ended' })
    await expect(gate.get(decision, record, { id: patient.id })).rejects.toMatchObject({ code: 'declaration_ended' })
    await expect(gate.count(decision, caseload)).rejects.toMatchObject({ code: 'declaration_ended' })
    const refusals = await db
      .selectFrom('care.audit_event')
      .select(['kind', 'outcome', 'patient_ids'])
      .where('declaration_id', '=', id)
      .where('outcome', '=', 'refused')
      .execute()
    expect(refusals.map(({ kind }) => kind).sort()).toEqual(['counted', 'listed', 'opened'])
    expect(refusals.flatMap(({ patient_ids }) => patient_ids)).toEqual([])
  })
})
