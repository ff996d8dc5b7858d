import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'

import { caseload } from '../../server/caseload/reads.ts'
import { callerFor, problemFrom, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { makeAddress, makeTelecom } from '../support/factories/care.ts'
import { type Group, type Organisation, type Patient, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const db = database.owner.kysely
const rooms = await testRooms(database)
const world = new Scenario(db)

let surgery: Organisation
let council: Organisation
let group: Group
let grace: Patient
let hidden: Patient

beforeAll(async () => {
  surgery = await world.organisation('gp_practice', { name: 'Rivergreen' })
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  const known = { registeredAt: surgery, onTheListOf: [group] }
  grace = await world.patient({ ...known, family_name: 'Adeyemi', given_names: '=Grace' })
  hidden = await world.patient({ ...known, family_name: 'Boateng', restricted_record: true })
  for (const { id } of [grace, hidden]) {
    await makeAddress(db, { patient_id: id, postcode: 'NG11 8AB' })
    await makeTelecom(db, { patient_id: id, value: '0115 496 0777' })
  }
  await world.patient({ registeredAt: surgery, family_name: 'Not on the list' })
})

/** Somebody of their own for each test, since each may take out only so many files. */
async function at(role: 'social_worker' | 'gp', said: Partial<Said> = {}) {
  const organisation = role === 'gp' ? surgery : council
  const person: Person = await world.staff(role, organisation, { memberOf: [group] })
  const here = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
    ...said,
  })
  return { api: callerFor(rooms, here.session), declaration: here.id, session: here.session }
}

const atPractice = () => ({ route: 'registered_practice', over: surgery }) as const

/** The people of a file, by the headings of its second line. */
function peopleIn(csv: string): Record<string, string>[] {
  const [, headings = [], ...rows] = parse(csv, { bom: true, relax_column_count: true })
  return rows.map((row) => Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? ''])))
}

async function eventsOf(declaration: string) {
  return db
    .selectFrom('care.audit_event')
    .select(['kind', 'outcome', 'view', 'patient_ids'])
    .where('declaration_id', '=', declaration)
    .execute()
}

describe('a file of a list', () => {
  it('has what this reader may see of each person, and where a restricted record says where, nothing', async () => {
    const { api, declaration } = await at('social_worker')
    const { csv, file_name } = await api.caseload.export({ declaration, sort: { by: 'family_name', direction: 'asc' } })
    expect(file_name).toMatch(/^shared-list-\d{4}-\d\d-\d\d\.csv$/)
    expect(peopleIn(csv)).toMatchObject([
      {
        'Family name': 'Adeyemi',
        'Given names': "'=Grace",
        Postcode: 'NG11 8AB',
        Phone: '0115 496 0777',
        'NHS number': 'none recorded',
        Status: 'active',
      },
      { 'Family name': 'Boateng', Postcode: 'withheld', Phone: 'withheld', 'Registered practice': 'withheld' },
    ])
  })

  it('has not even from their own practice where somebody lives whose record is restricted', async () => {
    const { api, declaration } = await at('gp', atPractice())
    const { rows } = await api.patients.list({ declaration, filter: { name: 'boateng' } })
    expect(rows[0]?.address_postcode).toEqual({ state: 'shown', value: 'NG11 8AB' })
    const { csv } = await api.patients.export({ declaration })
    expect(csv.match(/NG11 8AB/g)).toHaveLength(1)
    expect(peopleIn(csv).find((row) => row['Family name'] === 'Boateng')).toMatchObject({
      Address: 'withheld',
      Postcode: 'withheld',
      Phone: 'withheld',
    })
  })

  it('has whom the filter leaves, and is recorded as having left with each of them', async () => {
    const { api, declaration } = await at('social_worker')
    const { csv } = await api.caseload.export({ declaration, filter: { name: 'adey' } })
    expect(peopleIn(csv)).toHaveLength(1)
    await api.caseload.export({ declaration, filter: { name: 'not on the list' } })
    expect(await eventsOf(declaration)).toEqual([
      { kind: 'disclosed', outcome: 'answered', view: 'caseload', patient_ids: [grace.id] },
      { kind: 'disclosed', outcome: 'empty', view: 'caseload', patient_ids: [] },
    ])
  })

  it('may be taken a few times in a minute', async () => {
    const { api, declaration } = await at('social_worker')
    for (let time = 0; time < 3; time++) await api.caseload.export({ declaration })
    expect(await problemFrom(api.caseload.export({ declaration }))).toMatchObject({ code: 'too_many' })
  })

  it('is nothing once what it rests on has ended', async () => {
    const { session, declaration } = await at('social_worker')
    const decision = await rooms.gate.decide(session, declaration)
    await db.updateTable('house.session').set({ revoked_at: new Date() }).where('id', '=', session.id).execute()
    await expect(rooms.gate.disclose(decision, caseload)).rejects.toMatchObject({ code: 'declaration_ended' })
  })

  it('of more than 5,000 people is refused as a whole, and recorded so with nobody in it', async () => {
    await database.owner.pool.query(
      `insert into care.patient (id, source_system, source_id, family_name, registered_practice_id)
       select gen_random_uuid(), 'many', n::text, 'Many', $1 from generate_series(1, 5000) n`,
      [surgery.id],
    )
    const { api, declaration } = await at('gp', atPractice())
    const problem = await problemFrom(api.patients.export({ declaration }))
    expect(problem).toMatchObject({
      code: 'invalid',
      words: expect.stringContaining('More than 5,000 people') as string,
    })
    expect(await eventsOf(declaration)).toEqual([
      { kind: 'disclosed', outcome: 'refused', view: 'patients', patient_ids: [] },
    ])
    const exactly = await api.patients.export({ declaration, filter: { name: 'many' } })
    expect(peopleIn(exactly.csv)).toHaveLength(5000)
  })
})
