import { randomUUID } from 'node:crypto'

import { beforeAll, describe, expect, it } from 'vitest'

import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { days } from '../support/factories/time.ts'
import { type Group, type Organisation, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const db = database.owner.kysely
const world = new Scenario(db)

let surgery: Organisation
let group: Group
let khan: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice', { name: 'Rivergreen Surgery' })
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council], { name: 'Clifton and Meadows' })
  khan = await world.staff('social_worker', council, { memberOf: [group], family_name: 'Khan', given_names: 'Sandeep' })
  lowe = await world.staff('gp', surgery, { memberOf: [group], family_name: 'Lowe', given_names: 'Helen' })
})

const as = async (person: Person) => callerFor(rooms, await world.session(person))

describe('my places', () => {
  it('are my groups and my practice, with the roles that I hold there', async () => {
    const { places } = await (await as(lowe)).access.places()
    expect(places.map(({ name, kind, roles }) => [name, kind, roles.map(({ role }) => role)])).toEqual([
      ['Clifton and Meadows', 'group', ['gp']],
      ['Rivergreen Surgery', 'practice', ['gp']],
    ])
  })

  it('leave out groups whose membership has ended, is to come or is suspended', async () => {
    const other = await world.group([surgery])
    await world.membership(khan, other, { ends_at: days(-1) })
    await world.membership(khan, other, { starts_at: days(1) })
    await world.membership(khan, other, { status: 'suspended' })
    const { places } = await (await as(khan)).access.places()
    expect(places.map(({ id }) => id)).toEqual([group.place_id])
  })

  it('are nothing to somebody who is not signed in', async () => {
    const nobody = callerFor(rooms, null)
    expect((await problemFrom(nobody.access.places())).code).toBe('not_signed_in')
  })
})

describe('saying why one is here', () => {
  it('holds for this session until it is said otherwise or ended', async () => {
    const api = await as(khan)
    const place = group.place_id
    const { choices } = await api.access.choices({ place })
    const [usual] = choices
    if (!usual) throw new Error('A social worker has nothing to declare.')
    const { practitioner_role_id, purpose, route } = usual
    const { declaration } = await api.access.declare({ place, practitioner_role_id, purpose, route })
    expect(await api.access.current({ place })).toMatchObject({
      id: declaration,
      purpose: 'direct_care',
      role: 'social_worker',
    })
    expect((await api.access.places()).places[0]?.current?.id).toBe(declaration)
    expect(await (await as(khan)).access.current({ place })).toBeNull()

    await api.access.end({ declaration })
    expect(await api.access.current({ place })).toBeNull()
    expect((await problemFrom(api.caseload.list({ declaration }))).code).toBe('declaration_ended')
  })

  it('is refused for the role of somebody else', async () => {
    const api = await as(khan)
    const said = { place: group.place_id, purpose: 'direct_care', route: 'group_caseload' } as const
    expect((await problemFrom(api.access.declare({ ...said, practitioner_role_id: lowe.role_id }))).code).toBe(
      'refused',
    )
  })

  it('needs a reason and a person for a safeguarding concern, whom a letter can name', async () => {
    const api = await as(khan)
    const patient = await world.patient({ nhs_number: '9990000034', birth_date: '1938-03-04', onTheListOf: [group] })
    const said = {
      place: group.place_id,
      practitioner_role_id: khan.role_id,
      purpose: 'safeguarding',
      route: 'group_caseload',
    } as const
    const named = { nhs_number: '999 000 0034', birth_date: '1938-03-04' }
    expect((await problemFrom(api.access.declare({ ...said, patient: named }))).code).toBe('invalid')
    expect((await problemFrom(api.access.declare({ ...said, reason: 'Bruises on both arms.' }))).code).toBe('invalid')
    await api.access.declare({ ...said, reason: 'Bruises on both arms.', patient: named })
    expect((await api.access.current({ place: group.place_id }))?.patient).toBe(patient.id)
  })

  it('has no choices at a place where one does not work, as at one that is none', async () => {
    const api = await as(khan)
    const elsewhere = await world.group([surgery])
    const answers = await Promise.all(
      [elsewhere.place_id, randomUUID()].map((place) => problemFrom(api.access.choices({ place }))),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.code).toBe('not_found')
  })
})

describe('the people I work with', () => {
  it('are all the members of the group, by name', async () => {
    const { members } = await (await as(khan)).groups.members({ place: group.place_id })
    expect(members.map(({ name }) => name)).toEqual(['Sandeep Khan', 'Helen Lowe'])
    const outsider = await world.staff('gp', surgery)
    const refused = callerFor(rooms, await world.session(outsider)).groups.members({ place: group.place_id })
    expect((await problemFrom(refused)).code).toBe('not_found')
  })

  it('are here now while their screen says so, and I am not among them', async () => {
    const open = async (person: Person, seen_at: Date) => {
      const { id } = await world.declaration(person, { route: 'group_caseload', purpose: 'direct_care', over: group })
      const row = { declaration_id: id, place_id: group.place_id, process_id: randomUUID(), seen_at }
      await db.insertInto('house.open_place').values(row).execute()
    }
    const gone = await world.staff('gp', surgery, { memberOf: [group], family_name: 'Gone' })
    await open(lowe, new Date())
    await open(khan, new Date())
    await open(gone, days(-1))
    const { people } = await (await as(khan)).groups.present({ place: group.place_id })
    expect(people).toEqual([
      { practitioner_role_id: lowe.role_id, name: 'Helen Lowe', initials: 'HL', role_words: 'GP' },
    ])
  })

  it('of a practice have the groups that the practice takes part in', async () => {
    const { groups } = await (await as(lowe)).groups.joined({ place: surgery.place_id ?? '' })
    expect(groups.map(({ name }) => name)).toContain('Clifton and Meadows')
  })
})
