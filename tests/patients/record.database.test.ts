import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { maskOf } from '../../server/access/categories.ts'
import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { makeCondition, makeNote, makeRelatedPerson } from '../support/factories/care.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const db = database.owner.kysely
const world = new Scenario(db)

let surgery: Organisation
let group: Group
let khan: Person
let lowe: Person
let grace: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group], family_name: 'Lowe', given_names: 'Helen' })
  grace = await world.patient({ registeredAt: surgery, family_name: 'Adeyemi', onTheListOf: [group] })
  await makeCondition(db, { patient_id: grace.id, about: ['clinical_summary'], onset_on: '2011-03-01' })
  await makeCondition(db, {
    patient_id: grace.id,
    about: ['clinical_summary', 'mental_health'],
    onset_on: '2020-01-01',
  })
  await makeRelatedPerson(db, { patient_id: grace.id, family_name: 'Adeyemi', given_names: 'Ruth' })
  await makeNote(db, {
    patient_id: grace.id,
    author_role_id: lowe.role_id,
    about: ['social_care'],
    text: 'Key safe fitted.',
  })
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

describe('a record', () => {
  it('stands under headings, each row once, and the same headings for everybody', async () => {
    const { api, declaration } = await at(lowe)
    const record = await api.patients.record({ declaration, patient: grace.id })
    const under = (category: string) => record.sections.find((section) => section.category === category)?.rows.length
    expect(under('clinical_summary')).toBe(1)
    expect(under('mental_health')).toBe(1)
    expect(under('personal_circumstances')).toBe(1)
    expect(under('social_care')).toBe(1)
    const empty = await world.patient({ onTheListOf: [group] })
    const other = await api.patients.record({ declaration, patient: empty.id })
    const headsOf = ({ sections }: typeof record) => sections.map((section) => ({ ...section, rows: [] }))
    expect(headsOf(other)).toEqual(headsOf(record))
  })

  it('leaves rows that the reader may not see out of lists, sections and the timeline alike', async () => {
    const { api, declaration } = await at(khan)
    const record = await api.patients.record({ declaration, patient: grace.id })
    expect(record.conditions).toHaveLength(1)
    expect(record.timeline.map(({ at: when }) => when)).not.toContain('2020-01-01')
    const mental = record.sections.find(({ category }) => category === 'mental_health')
    expect(mental).toMatchObject({ state: 'withheld', reason: 'not_needed_or_not_shared', rows: [] })
  })

  it('is told newest first in the timeline', async () => {
    const { api, declaration } = await at(lowe)
    const { timeline } = await api.patients.record({ declaration, patient: grace.id })
    const times = timeline.map(({ at: when }) => when)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(timeline.find(({ part }) => part === 'notes')?.what).toEqual({ state: 'shown', value: 'Key safe fitted.' })
  })

  it('is not found for nobody, and in the same words for somebody out of reach', async () => {
    const stranger = await world.patient({ registeredAt: surgery })
    const { api, declaration } = await at(khan)
    const answers = await Promise.all(
      [stranger.id, randomUUID()].map((patient) => problemFrom(api.patients.record({ declaration, patient }))),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.code).toBe('not_found')
  })

  it('shows identity alone of somebody whose practice has not confirmed them, and says so under each heading', async () => {
    const patient = await world.patient({ registeredAt: surgery })
    await world.onTheList(patient, group, { status: 'planned', confirmed_at: null })
    const { api, declaration } = await at(khan)
    const record = await api.patients.record({ declaration, patient: patient.id })
    expect(record.family_name.state).toBe('shown')
    const open = record.sections.filter(({ state }) => state !== 'withheld').map(({ category }) => category)
    expect(open).toEqual(['identity'])
  })
})

describe('the rest of a long list', () => {
  it('comes page by page from the newest row on', async () => {
    const patient = await world.patient({ onTheListOf: [group] })
    const rows = Array.from({ length: 103 }, (_, each) => ({
      id: randomUUID(),
      patient_id: patient.id,
      categories: maskOf(['clinical_summary']),
      onset_on: `${String(1900 + each)}-01-01`,
    }))
    await db.insertInto('care.condition').values(rows).execute()
    const { api, declaration } = await at(lowe)
    const record = await api.patients.record({ declaration, patient: patient.id })
    expect(record.conditions).toHaveLength(100)
    expect(record.cut_short).toEqual(['conditions'])

    const question = { declaration, patient: patient.id, part: 'conditions' } as const
    const first = await api.patients.older(question)
    const second = await api.patients.older({ ...question, after: first.next ?? '' })
    expect(first.rows.map(({ id }) => id)).toEqual(record.conditions.map(({ id }) => id))
    expect(second.rows).toHaveLength(3)
    expect(second.next).toBeNull()
  })

  it('is empty for somebody out of reach', async () => {
    const stranger = await world.patient({ registeredAt: surgery })
    await makeCondition(db, { patient_id: stranger.id, about: ['clinical_summary'] })
    const { api, declaration } = await at(khan)
    const page = await api.patients.older({ declaration, patient: stranger.id, part: 'conditions' })
    expect(page).toEqual({ part: 'conditions', rows: [], next: null })
  })
})

describe("a practice's own list", () => {
  it('holds its own patients, whoever else has a list', async () => {
    const own = await world.organisation('gp_practice')
    const doctor = await world.staff('gp', own)
    const mine = await world.patient({ registeredAt: own, family_name: 'Brown' })
    await world.patient({ onTheListOf: [group] })
    const { api, declaration } = await at(doctor, { ...atPractice(), over: own })
    const { rows, may } = await api.patients.list({ declaration })
    expect(rows.map(({ id }) => id)).toEqual([mine.id])
    expect(may).toContain('add_to_caseload')
    expect(await api.patients.count({ declaration, filter: { name: 'bro' } })).toEqual({ count: 1 })
  })
})
