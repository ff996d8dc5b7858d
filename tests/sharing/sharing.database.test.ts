import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { makeCondition } from '../support/factories/care.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

let surgery: Organisation
let group: Group
let khan: Person
let ashe: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  const provider = await world.organisation('community_provider')
  group = await world.group([surgery, council, provider], { name: 'Clifton and Meadows' })
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  ashe = await world.staff('community_nurse', provider, { memberOf: [group] })
  lowe = await world.staff('gp', surgery)
})

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

async function objects(person: Person, patient: Patient, what: 'all' | 'clinical_summary') {
  const { api, declaration } = await at(person)
  const wish = {
    effect: 'deny',
    what,
    organisation_kind: 'local_authority',
    said_by: 'patient',
    attested: true,
  } as const
  return api.sharing.record({ declaration, key: randomUUID(), id: randomUUID(), patient: patient.id, ...wish })
}

describe('a wish about sharing', () => {
  it('hides what it names at once from those it names', async () => {
    const patient = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await makeCondition(database.owner.kysely, { patient_id: patient.id, about: ['clinical_summary'] })
    const conditionsFor = async (person: Person) => {
      const { api, declaration } = await at(person)
      return (await api.patients.record({ declaration, patient: patient.id })).conditions.length
    }
    expect(await conditionsFor(khan)).toBe(1)
    expect(await objects(ashe, patient, 'clinical_summary')).toEqual({ outcome: 'done' })
    expect(await conditionsFor(khan)).toBe(0)
    expect(await conditionsFor(ashe)).toBe(1)
  })

  it('is read by the registered practice and by whoever recorded it, in a sentence; others find none', async () => {
    const patient = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await objects(ashe, patient, 'clinical_summary')
    const sentencesFor = async (person: Person, said?: Partial<Said>) => {
      const { api, declaration } = await at(person, said)
      const { rows } = await api.sharing.list({ declaration, patient: patient.id })
      return rows.map(({ sentence }) => sentence)
    }
    const sentence = 'The person asked not to share their health problems and care with the council.'
    expect(await sentencesFor(lowe, atPractice())).toEqual([sentence])
    expect(await sentencesFor(ashe)).toEqual([sentence])
    expect(await sentencesFor(khan)).toEqual([])
  })

  it('is taken back by whoever recorded it, and by nobody else in the group', async () => {
    const patient = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    await objects(ashe, patient, 'clinical_summary')
    const nurse = await at(ashe)
    const { rows } = await nurse.api.sharing.list({ declaration: nurse.declaration, patient: patient.id })
    const back = {
      id: rows[0]?.id ?? '',
      expected: { sharing_preference: rows[0]?.versions.sharing_preference ?? 0 },
    }
    const worker = await at(khan)
    const refused = problemFrom(
      worker.api.sharing.withdraw({ declaration: worker.declaration, key: randomUUID(), ...back }),
    )
    expect((await refused).code).toBe('refused')
    await nurse.api.sharing.withdraw({ declaration: nurse.declaration, key: randomUUID(), ...back })
    const after = await nurse.api.sharing.list({ declaration: nurse.declaration, patient: patient.id })
    expect(after.rows[0]?.withdrawn_at.state).toBe('shown')
    expect(after.rows[0]?.withdrawn_at).not.toMatchObject({ value: null })
  })

  it('of an attorney needs it recorded that the person cannot decide this', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const { api, declaration } = await at(ashe)
    const wish = { effect: 'deny', what: 'all', said_by: 'lpa', attested: true } as const
    const call = api.sharing.record({ declaration, key: randomUUID(), id: randomUUID(), patient: patient.id, ...wish })
    const problem = await problemFrom(call)
    expect(problem).toMatchObject({ code: 'invalid', rules: [{ field: 'incapacity_recorded' }] })
    expect(problem.words).toMatch(/^incapacity_recorded must be recorded first/)
  })
})
