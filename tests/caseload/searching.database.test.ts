import { beforeAll, describe, expect, it } from 'vitest'

import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { makeName } from '../support/factories/care.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

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
  lowe = await world.staff('gp', surgery)
  const known = { registeredAt: surgery, onTheListOf: [group] }
  grace = await world.patient({
    ...known,
    family_name: 'Ó Súilleabháin',
    given_names: 'Grace',
    nhs_number: '9990000018',
  })
  await makeName(database.owner.kysely, { patient_id: grace.id, family_name: 'Beforehand' })
  for (let at = 0; at < 10; at++) await world.patient({ ...known, family_name: `Teamwork${at}` })
  await world.patient({ registeredAt: surgery, family_name: 'Teamwork of nobody', nhs_number: '9990000026' })
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

describe('a search of the list', () => {
  it.each(['osuill', 'beforehand', 'grace bef', '999 000 0018', '999\u00a0000–0018'])(
    'finds somebody by %j',
    async (name) => {
      const { api, declaration } = await at(khan)
      const { rows } = await api.caseload.list({ declaration, filter: { name } })
      expect(rows.map(({ patient_id }) => patient_id)).toEqual([grace.id])
      expect(await api.caseload.count({ declaration, filter: { name } })).toEqual({ count: 1 })
      const practice = await at(lowe, atPractice())
      const own = await practice.api.patients.list({ declaration: practice.declaration, filter: { name } })
      expect(own.rows.map(({ patient_id }) => patient_id)).toEqual([grace.id])
    },
  )

  it('says of ten digits that are no NHS number what is wrong with them, and of which field', async () => {
    const { api, declaration } = await at(khan)
    const problem = await problemFrom(api.caseload.list({ declaration, filter: { name: '999 000 0019' } }))
    expect(problem).toMatchObject({
      code: 'invalid',
      rules: [{ field: 'filter.name', rule: expect.stringContaining('not a valid NHS number') as string }],
    })
  })
})

describe('what is suggested while somebody types', () => {
  it('is at most eight people, by name, and who they are and no more', async () => {
    const { api, declaration } = await at(khan)
    const { people } = await api.caseload.suggest({ declaration, text: 'teamw' })
    expect(people.map(({ family_name }) => family_name)).toEqual(
      Array.from({ length: 8 }, (_, n) => ({ state: 'shown', value: `Teamwork${n}` })),
    )
    const names = ['birth_date', 'birth_date_precision', 'family_name', 'given_names', 'id', 'nhs_number', 'patient_id']
    expect(Object.keys(people[0] ?? {}).sort()).toEqual(names)
  })

  it.each(['Teamwork of nobody', '9990000026'])('is never somebody out of reach: %s', async (text) => {
    const here = await at(khan)
    expect(await here.api.caseload.suggest({ declaration: here.declaration, text })).toEqual({ people: [] })
    const own = await at(lowe, atPractice())
    const { people } = await own.api.patients.suggest({ declaration: own.declaration, text })
    expect(people).toHaveLength(1)
  })

  it('is recorded like any list', async () => {
    const { api, declaration } = await at(khan)
    await api.caseload.suggest({ declaration, text: 'gra osui' })
    await api.caseload.suggest({ declaration, text: 'nobody' })
    const { rows } = await database.owner.pool.query(
      'select kind, outcome, view, patient_ids from care.audit_event where declaration_id = $1 order by at',
      [declaration],
    )
    expect(rows).toEqual([
      { kind: 'listed', outcome: 'answered', view: 'caseload_suggestions', patient_ids: [grace.id] },
      { kind: 'listed', outcome: 'empty', view: 'caseload_suggestions', patient_ids: [] },
    ])
  })

  it('needs two characters', async () => {
    const { api, declaration } = await at(khan)
    const problem = await problemFrom(api.caseload.suggest({ declaration, text: 'g' }))
    expect(problem).toMatchObject({ code: 'invalid', rules: [{ field: 'text' }] })
  })
})
