import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { makeAddress } from '../support/factories/care.ts'
import { type Group, type Organisation, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

let surgery: Organisation
let council: Organisation
let group: Group
let khan: Person
let ashe: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice', { name: 'Rivergreen Surgery' })
  council = await world.organisation('local_authority', { name: 'City Council' })
  const provider = await world.organisation('community_provider')
  group = await world.group([surgery, council, provider])
  khan = await world.staff('social_worker', council, { memberOf: [group], family_name: 'Khan', given_names: 'Sandeep' })
  ashe = await world.staff('community_nurse', provider, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
})

/** Somebody at work: their API, and the declaration that each call says. */
async function at(person: Person, said: Partial<Said> = {}) {
  const here = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
    ...said,
  })
  return { api: callerFor(rooms, here.session), declaration: here.id }
}

const atPractice = () => ({ route: 'registered_practice', over: surgery }) as const

async function entryOf(person: Person, patientId: string) {
  const { api, declaration } = await at(person)
  const { rows } = await api.caseload.list({ declaration, limit: 200 })
  return rows.find(({ patient_id }) => patient_id === patientId)
}

describe('the list', () => {
  it('shows each person with how they stand, and says what the reader may do', async () => {
    const grace = await world.patient({
      registeredAt: surgery,
      family_name: 'Adeyemi',
      given_names: 'Grace',
      onTheListOf: [group],
    })
    await makeAddress(database.owner.kysely, {
      patient_id: grace.id,
      lines: ['3 Farnborough Road'],
      postcode: 'NG11 8AA',
    })
    const { api, declaration } = await at(khan)
    const { rows, may } = await api.caseload.list({ declaration, filter: { name: 'adey' } })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      patient_id: grace.id,
      family_name: { state: 'shown', value: 'Adeyemi' },
      registered_practice: { state: 'shown', value: 'Rivergreen Surgery' },
      address_lines: { state: 'shown', value: ['3 Farnborough Road'] },
      care_manager: { state: 'shown', value: null, absent: 'known to be none' },
      review_due: { state: 'shown', value: null, absent: 'not recorded' },
    })
    expect(may).toContain('change_caseload_entry')
    expect(may).not.toContain('add_to_caseload')
  })

  it('gives page after page and counts what a filter leaves', async () => {
    const other = await world.group([council])
    const member = await world.staff('social_worker', council, { memberOf: [other] })
    for (const family_name of ['Aaronson', 'Abbot', 'Abel']) await world.patient({ family_name, onTheListOf: [other] })
    const { api, declaration } = await at(member, { over: other })
    const sort = { by: 'family_name' } as const
    const first = await api.caseload.list({ declaration, sort, limit: 2 })
    const second = await api.caseload.list({ declaration, sort, limit: 2, ...(first.next && { after: first.next }) })
    const names = [...first.rows, ...second.rows].map(
      ({ family_name }) => family_name.state === 'shown' && family_name.value,
    )
    expect(names).toEqual(['Aaronson', 'Abbot', 'Abel'])
    expect(second.next).toBeNull()
    expect(await api.caseload.count({ declaration, filter: { name: 'ab' } })).toEqual({ count: 2 })
  })

  it('takes no cursor of another person, and none that was changed', async () => {
    for (let each = 0; each < 3; each++) await world.patient({ onTheListOf: [group] })
    const mine = await at(khan)
    const { next } = await mine.api.caseload.list({ declaration: mine.declaration, limit: 1 })
    const theirs = await at(ashe)
    const after = next ?? ''
    expect((await problemFrom(theirs.api.caseload.list({ declaration: theirs.declaration, after }))).code).toBe(
      'stale_cursor',
    )
    const changed = `${after.slice(0, -2)}${after.endsWith('AA') ? 'BB' : 'AA'}`
    const refused = await problemFrom(mine.api.caseload.list({ declaration: mine.declaration, after: changed }))
    expect(refused.code).toBe('stale_cursor')
  })

  it('refuses a declaration of another session, one that ended and one that never was, in one answer', async () => {
    const mine = await at(khan)
    const theirs = await at(ashe)
    const ended = await world.declaration(
      khan,
      { route: 'group_caseload', purpose: 'direct_care', over: group },
      { ended_at: new Date() },
    )
    const answers = await Promise.all([
      problemFrom(mine.api.caseload.list({ declaration: theirs.declaration })),
      problemFrom(callerFor(rooms, ended.session).caseload.list({ declaration: ended.id })),
      problemFrom(mine.api.caseload.list({ declaration: randomUUID() })),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1)
    expect(answers[0]?.code).toBe('declaration_ended')
  })
})

describe('a change of an entry', () => {
  it('sets the review date, at the version that the person saw', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const entry = await entryOf(khan, patient.id)
    const { api, declaration } = await at(khan)
    const change = { declaration, id: entry?.id ?? '', review_due: '2026-12-24' }
    const expected = { administrative: entry?.versions.administrative ?? 0 }
    expect(await api.caseload.change({ ...change, key: randomUUID(), expected })).toEqual({ outcome: 'done' })
    expect((await entryOf(ashe, patient.id))?.review_due).toEqual({ state: 'shown', value: '2026-12-24' })
    const again = await problemFrom(api.caseload.change({ ...change, key: randomUUID(), expected }))
    expect(again.code).toBe('conflict')
  })

  it('is carried out once however often it is sent, and not with other answers under the same key', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const entry = await entryOf(khan, patient.id)
    const { api, declaration } = await at(khan)
    const sent = {
      declaration,
      key: randomUUID(),
      id: entry?.id ?? '',
      expected: { administrative: entry?.versions.administrative ?? 0 },
      reason: 'team_review' as const,
    }
    expect(await api.caseload.change(sent)).toEqual({ outcome: 'done' })
    expect(await api.caseload.change(sent)).toEqual({ outcome: 'done' })
    expect((await problemFrom(api.caseload.change({ ...sent, reason: 'other' }))).code).toBe('invalid')
  })

  it('reads the same for an entry of another group as for one that never was', async () => {
    const elsewhere = await world.group([surgery])
    const patient = await world.patient()
    const foreign = await world.onTheList(patient, elsewhere)
    const { api, declaration } = await at(khan)
    const change = { declaration, expected: { administrative: 0 }, reason: 'other' as const }
    const answers = await Promise.all(
      [foreign, randomUUID()].map((id) => problemFrom(api.caseload.change({ ...change, key: randomUUID(), id }))),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.code).toBe('refused')
  })

  it('names a care manager, who then accepts', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const entry = await entryOf(ashe, patient.id)
    const nurse = await at(ashe)
    await nurse.api.caseload.nameCareManager({
      declaration: nurse.declaration,
      key: randomUUID(),
      id: entry?.id ?? '',
      expected: { administrative: entry?.versions.administrative ?? 0 },
      care_manager: khan.role_id,
    })
    const named = await entryOf(khan, patient.id)
    expect(named?.care_manager).toEqual({ state: 'shown', value: 'Sandeep Khan' })
    const worker = await at(khan)
    await worker.api.caseload.acceptCareManager({
      declaration: worker.declaration,
      key: randomUUID(),
      id: entry?.id ?? '',
      expected: { administrative: named?.versions.administrative ?? 0 },
    })
    const accepted = (await entryOf(ashe, patient.id))?.care_manager_accepted_at
    expect(accepted?.state).toBe('shown')
    expect(accepted).not.toMatchObject({ value: null })
  })

  it('takes somebody off the list with a reason', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const entry = await entryOf(khan, patient.id)
    const { api, declaration } = await at(khan)
    const off = {
      declaration,
      key: randomUUID(),
      id: entry?.id ?? '',
      expected: { administrative: entry?.versions.administrative ?? 0 },
      end_reason: 'goals_met' as const,
    }
    expect(await api.caseload.takeOff(off)).toEqual({ outcome: 'done' })
    expect(await entryOf(khan, patient.id)).toBeUndefined()
  })
})

describe('putting somebody on the list', () => {
  it('is for their practice, and at once', async () => {
    const patient = await world.patient({ registeredAt: surgery })
    const { api, declaration } = await at(lowe, atPractice())
    const add = { patient: patient.id, group: group.id, reason: 'several_services' as const }
    await api.caseload.add({ declaration, key: randomUUID(), id: randomUUID(), ...add })
    expect(await entryOf(khan, patient.id)).toMatchObject({ status: { state: 'shown', value: 'active' } })
    const other = await at(khan)
    const refused = await problemFrom(
      other.api.caseload.add({ declaration: other.declaration, key: randomUUID(), id: randomUUID(), ...add }),
    )
    expect(refused.code).toBe('refused')
  })

  it('says the same to whoever proposes somebody, known or not; and opens identity alone until confirmed', async () => {
    const patient = await world.patient({ registeredAt: surgery, nhs_number: '9990000018', birth_date: '1941-07-19' })
    const { api, declaration } = await at(ashe)
    const propose = (nhs_number: string) =>
      api.caseload.propose({
        declaration,
        key: randomUUID(),
        id: randomUUID(),
        nhs_number,
        birth_date: '1941-07-19',
        reason: 'support_at_home',
      })
    expect(await propose('999 000 0018')).toEqual(await propose('999 000 0026'))
    const proposed = await entryOf(ashe, patient.id)
    expect(proposed?.family_name.state).toBe('shown')
    expect(proposed?.address_postcode).toMatchObject({ state: 'withheld' })
    expect(proposed?.status).toMatchObject({ state: 'withheld', why: 'identity_until_confirmed' })

    const practice = await at(lowe, { ...atPractice(), patient })
    const record = await practice.api.patients.record({ declaration: practice.declaration, patient: patient.id })
    const [entry] = record.caseload_entries
    await practice.api.caseload.confirm({
      declaration: practice.declaration,
      key: randomUUID(),
      id: entry?.id ?? '',
      expected: { administrative: entry?.versions.administrative ?? 0 },
    })
    expect((await entryOf(ashe, patient.id))?.status).toEqual({ state: 'shown', value: 'planned' })
  })
})
