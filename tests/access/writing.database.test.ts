import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import type { EntryChange } from '../../server/access/entry-writes.ts'
import type { NewPreference } from '../../server/access/preference-writes.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'
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

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  council = await world.organisation('local_authority', { name: 'City Council' })
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
})

async function here(person: Person, said: Partial<Said> = {}): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
    ...said,
  })
  return gate.decide(session, id)
}

const practice = () => ({ route: 'registered_practice', purpose: 'direct_care', over: surgery }) as const

function update(decision: Decision, id: string, administrative: number, set: EntryChange, key: string = randomUUID()) {
  return gate.write(decision, {
    key,
    changes: [{ table: 'caseload_entry', op: 'update', id, expected: { administrative }, set }],
  })
}

function add(decision: Decision, patient: Patient, id = randomUUID()) {
  return gate.write(decision, {
    key: randomUUID(),
    changes: [
      {
        table: 'caseload_entry',
        op: 'insert',
        id,
        patient_id: patient.id,
        set: { group_id: group.id, status: 'active', reason: 'several_services' },
      },
    ],
  })
}

function wish(decision: Decision, patient: Patient, set: Partial<NewPreference>, id: string = randomUUID()) {
  return gate.write(decision, {
    key: randomUUID(),
    changes: [
      {
        table: 'sharing_preference',
        op: 'insert',
        id,
        patient_id: patient.id,
        set: { effect: 'deny', what: 'all', said_by: 'patient', attested: true, ...set },
      },
    ],
  })
}

async function entryOf(id: string) {
  return db.selectFrom('care.caseload_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

describe('a change of a caseload entry', () => {
  it('is made at the version that was seen, moves only that category’s version and is recorded', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const decision = await here(khan)
    expect(await update(decision, id, 0, { review_due: '2027-02-03' })).toBe('done')
    expect(await entryOf(id)).toMatchObject({ review_due: '2027-02-03', versions: { administrative: 1 } })
    expect(await update(decision, id, 0, { review_due: '2027-02-04' })).toBe('conflict')
    expect(await entryOf(id)).toMatchObject({ review_due: '2027-02-03' })
    const events = await db
      .selectFrom('care.audit_event')
      .select(['kind', 'outcome', 'view'])
      .where('declaration_id', '=', decision.declarationId)
      .where('kind', '=', 'written')
      .orderBy('at')
      .execute()
    expect(events.map(({ outcome }) => outcome)).toEqual(['done', 'conflict'])
  })

  it('sent twice under one key is made once, and the same key cannot say something else', async () => {
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), group)
    const decision = await here(khan)
    const key = randomUUID()
    expect(await update(decision, id, 0, { status: 'onhold' }, key)).toBe('done')
    expect(await update(decision, id, 0, { status: 'onhold' }, key)).toBe('done')
    expect(await entryOf(id)).toMatchObject({ versions: { administrative: 1 } })
    await expect(update(decision, id, 0, { status: 'active' }, key)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is refused alike where the entry is missing and where it is out of reach', async () => {
    const elsewhere = await world.group([surgery, council])
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), elsewhere)
    const decision = await here(khan)
    expect(await update(decision, id, 0, { status: 'onhold' })).toBe('refused')
    expect(await update(decision, id, 99, { status: 'onhold' })).toBe('refused')
    expect(await update(decision, randomUUID(), 0, { status: 'onhold' })).toBe('refused')
  })

  it('that takes somebody off needs a reason and ends the group’s route', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const decision = await here(khan)
    await expect(update(decision, id, 0, { status: 'finished' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await update(decision, id, 0, { status: 'finished', end_reason: 'goals_met' })).toBe('done')
    expect(await gate.get(decision, record, { id: grace.id })).toBeNull()
  })

  it('is nothing that the practice’s own route or case finding allows', async () => {
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), group)
    expect(await update(await here(lowe, practice()), id, 0, { status: 'onhold' })).toBe('refused')
  })
})

describe('a named care manager', () => {
  it('has the route only when somebody else named them and they accepted', async () => {
    const carer = await world.staff('social_worker', council, { memberOf: [group] })
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const mine = () => here(carer, { route: 'named_care_manager' })

    expect(await update(await here(khan), id, 0, { care_manager_role_id: carer.role_id })).toBe('done')
    expect(await gate.get(await mine(), record, { id: grace.id })).toBeNull()
    expect(await gate.accept(await here(khan), { key: randomUUID(), id, expected: { administrative: 1 } })).toBe(
      'refused',
    )
    expect(await gate.accept(await here(carer), { key: randomUUID(), id, expected: { administrative: 1 } })).toBe(
      'done',
    )
    expect(await gate.get(await mine(), record, { id: grace.id })).not.toBeNull()

    expect(await update(await here(carer), id, 2, { care_manager_role_id: carer.role_id })).toBe('done')
    expect(await entryOf(id)).toMatchObject({ care_manager_accepted_at: expect.any(Date) as Date })
    expect(await gate.get(await mine(), record, { id: grace.id })).toBeNull()
  })

  it('cannot be somebody whose organisation no agreement lets in', async () => {
    const outside = await world.staff('social_worker', await world.organisation('hospice'))
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), group)
    expect(await update(await here(khan), id, 0, { care_manager_role_id: outside.role_id })).toBe('refused')
  })

  it('of a service that tells a diagnosis is named to all, and the service only to who may know', async () => {
    const clinic = await world.organisation('mental_health_trust', { name: 'Drug service', reveals: 1 << 8 })
    await db
      .insertInto('house.sharing_agreement_party')
      .values({ agreement_id: group.agreement_id, organisation_id: clinic.id })
      .execute()
    const patel = await world.staff('community_nurse', clinic, { family_name: 'Patel', given_names: 'K.' })
    const id = await world.onTheList(await world.patient({ registeredAt: surgery }), group)
    expect(await update(await here(khan), id, 0, { care_manager_role_id: patel.role_id })).toBe('done')
    const [worker] = (await gate.list(await here(khan), caseload)).rows.filter((row) => row.id === id)
    expect(worker?.care_manager).toMatchObject({ value: 'K. Patel' })
    expect(worker?.service).toMatchObject({ state: 'withheld' })
    const [gp] = (await gate.list(await here(lowe), caseload)).rows.filter((row) => row.id === id)
    expect(gp?.service).toMatchObject({ value: 'Drug service' })
  })
})

describe('putting somebody on the caseload', () => {
  it('is open to their own practice, once, and opens the record at once', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    expect(await add(await here(lowe, practice()), grace)).toBe('done')
    expect(await add(await here(lowe, practice()), grace)).toBe('refused')
    expect((await gate.get(await here(khan), record, { id: grace.id }))?.practice).toMatchObject({ state: 'shown' })
  })

  it('is refused for somebody else’s patient, for one who has died, and to a group that is not the practice’s', async () => {
    const other = await world.organisation('gp_practice')
    expect(await add(await here(lowe, practice()), await world.patient({ registeredAt: other }))).toBe('refused')
    expect(
      await add(await here(lowe, practice()), await world.patient({ registeredAt: surgery, deceased: true })),
    ).toBe('refused')
    expect(await add(await here(khan), await world.patient({ registeredAt: surgery }))).toBe('refused')
  })

  it('by number and birth date has one answer, and opens identity alone until the practice confirms', async () => {
    const grace = await world.patient({ registeredAt: surgery, nhs_number: '9990548609', birth_date: '1941-07-19' })
    const decision = await here(khan)
    const proposal = { nhs_number: '9990548609', birth_date: '1941-07-19', reason: 'team_review' }
    const id = randomUUID()
    expect(await gate.propose(decision, { ...proposal, key: randomUUID(), id })).toBe('done')
    for (const wrong of [{ birth_date: '1941-07-20' }, { nhs_number: '9990548617' }, {}]) {
      expect(await gate.propose(decision, { ...proposal, ...wrong, key: randomUUID(), id: randomUUID() })).toBe('done')
    }
    expect(
      await db.selectFrom('care.caseload_entry').select('id').where('patient_id', '=', grace.id).execute(),
    ).toEqual([{ id }])

    const proposed = (await gate.list(decision, caseload)).rows.find((row) => row.id === id)
    expect(proposed?.family_name).toMatchObject({ state: 'shown' })
    expect(proposed?.review_due).toEqual({ state: 'withheld', why: 'identity_until_confirmed', canBreakGlass: false })
    expect(proposed?.practice).toMatchObject({ state: 'withheld' })
    expect(await update(decision, id, 0, { review_due: '2027-01-01' })).toBe('refused')

    expect(await gate.confirm(decision, { key: randomUUID(), id, expected: { administrative: 0 } })).toBe('refused')
    expect(
      await gate.confirm(await here(lowe, practice()), { key: randomUUID(), id, expected: { administrative: 0 } }),
    ).toBe('done')
    const confirmed = (await gate.list(decision, caseload)).rows.find((row) => row.id === id)
    expect(confirmed?.practice).toMatchObject({ state: 'shown' })
  })
})

describe('a sharing preference', () => {
  it('that loosens is for the practice, and its exception opens what it names and no more', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await wish(await here(khan), grace, { what: 'location' })
    const permit = { effect: 'permit', what: 'location', organisation_kind: 'local_authority' } as const
    expect(await wish(await here(khan), grace, permit)).toBe('refused')
    expect(await wish(await here(lowe, practice()), grace, permit)).toBe('done')
    expect((await gate.get(await here(khan), record, { id: grace.id }))?.practice).toMatchObject({ state: 'shown' })
    expect((await gate.get(await here(lowe), record, { id: grace.id }))?.practice).toMatchObject({ state: 'withheld' })
  })

  it('is withdrawn by who recorded it or by the practice, and by nobody else', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const other = await world.staff('community_nurse', council, { memberOf: [group] })
    const id = randomUUID()
    await wish(await here(khan), grace, { what: 'contact' }, id)
    const withdraw = (decision: Decision, sharing_preference: number) =>
      gate.write(decision, {
        key: randomUUID(),
        changes: [
          { table: 'sharing_preference', op: 'update', id, expected: { sharing_preference }, set: { withdrawn: true } },
        ],
      })
    expect(await withdraw(await here(other), 0)).toBe('refused')
    expect(await withdraw(await here(khan), 7)).toBe('conflict')
    expect(await withdraw(await here(khan), 0)).toBe('done')
    expect(await withdraw(await here(lowe, practice()), 1)).toBe('refused')
  })

  it.each([
    ['what nobody can object to', { what: 'identity ' }],
    ['a column name that is none', { what: '__proto__' }],
    ['an organisation kind that is none', { organisation_kind: 'shop' }],
    ['nobody having been spoken with', { attested: false }],
    ['an attorney before incapacity is recorded', { said_by: 'lpa' as const }],
  ])('is refused in plain words for %s', async (_what, set) => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await expect(wish(await here(khan), grace, set)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a change that the database refuses', () => {
  it('is one answer that names nothing, and leaves a trace', async () => {
    const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const decision = await here(khan)
    expect(await wish(decision, grace, { group_id: randomUUID() })).toBe('refused')
    const events = await db
      .selectFrom('care.audit_event')
      .select('outcome')
      .where('declaration_id', '=', decision.declarationId)
      .where('kind', '=', 'written')
      .execute()
    expect(events).toEqual([{ outcome: 'refused' }])
  })
})

describe('several changes at once', () => {
  it('are all made, or none of them', async () => {
    const grace = await world.patient({ registeredAt: surgery })
    const id = await world.onTheList(grace, group)
    const decision = await here(khan)
    const outcome = await gate.write(decision, {
      key: randomUUID(),
      changes: [
        { table: 'caseload_entry', op: 'update', id, expected: { administrative: 0 }, set: { status: 'onhold' } },
        {
          table: 'caseload_entry',
          op: 'update',
          id: randomUUID(),
          expected: { administrative: 0 },
          set: { status: 'onhold' },
        },
      ],
    })
    expect(outcome).toBe('refused')
    expect(await entryOf(id)).toMatchObject({ versions: {} })
  })
})
