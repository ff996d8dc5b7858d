import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import { categoriesOf } from '../../server/access/categories.ts'
import type { Decision } from '../../server/access/decision.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'
import { caseload, record } from './views.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let surgery: Organisation
let group: Group
let khan: Person
let people: Patient[]

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  people = []
  for (let index = 0; index < 3; index++)
    people.push(await world.patient({ registeredAt: surgery, onTheListOf: [group] }))
})

async function here(): Promise<Decision> {
  const { id, session } = await world.declaration(khan, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  return gate.decide(session, id, 'request-1')
}

async function eventsOf(decision: Decision) {
  return database.owner.kysely
    .selectFrom('care.audit_event')
    .selectAll()
    .where('declaration_id', '=', decision.declarationId)
    .orderBy('at')
    .execute()
}

describe('a read is recorded', () => {
  it('with who, why, by which route, whom and which kinds of information, in its own statement', async () => {
    const decision = await here()
    const { rows } = await gate.list(decision, caseload)
    const [event, ...more] = await eventsOf(decision)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      kind: 'listed',
      outcome: 'answered',
      refresh: false,
      session_id: decision.sessionId,
      practitioner_id: khan.practitioner_id,
      practitioner_role_id: khan.role_id,
      role: 'social_worker',
      purpose: 'direct_care',
      route: 'group_caseload',
      place_id: group.place_id,
      view: 'test_caseload',
      request_id: 'request-1',
    })
    expect(event?.patient_ids).toEqual(rows.map(({ patient_id }) => patient_id))
    expect(categoriesOf(event?.categories_shown ?? 0)).toEqual([
      'identity',
      'location',
      'demographics',
      'administrative',
    ])
    expect(event?.categories_withheld).toBe(0)
  })

  it('as opened when one record is, which is not the same as standing in a list', async () => {
    const decision = await here()
    await gate.get(decision, record, { id: people[0]?.id ?? '' })
    const [event] = await eventsOf(decision)
    expect(event).toMatchObject({ kind: 'opened', outcome: 'answered', patient_ids: [people[0]?.id] })
    expect(categoriesOf(event?.categories_withheld ?? 0)).toContain('mental_health')
    expect(categoriesOf(event?.categories_shown ?? 0)).toContain('clinical_summary')
  })

  it('when the answer is empty, too', async () => {
    const decision = await here()
    await gate.get(decision, record, { id: randomUUID() })
    await gate.list(decision, caseload, { where: [{ column: 'family_name', op: 'eq', value: 'Nobody' }] })
    expect((await eventsOf(decision)).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['opened', 'empty'],
      ['listed', 'empty'],
    ])
  })

  it('as a refresh when the screen asked again and not the person', async () => {
    const decision = await here()
    await gate.list(decision, caseload)
    await gate.list(decision, caseload, { refresh: true })
    expect((await eventsOf(decision)).map(({ refresh }) => refresh)).toEqual([false, true])
  })

  it('as a look, whatever the screen says, of whom this reader had not looked at before', async () => {
    const decision = await here()
    await gate.list(decision, caseload, { limit: 1 })
    await gate.list(decision, caseload, { refresh: true })
    await gate.get(decision, record, { id: people[0]?.id ?? '', refresh: true })
    expect((await eventsOf(decision)).map(({ refresh }) => refresh)).toEqual([false, false, false])
  })

  it('with the rows of its page and not the one that only says there is another page', async () => {
    const decision = await here()
    const { rows, next } = await gate.list(decision, caseload, { limit: 2 })
    expect(next).not.toBeNull()
    const [event] = await eventsOf(decision)
    expect(event?.patient_ids).toEqual(rows.map(({ patient_id }) => patient_id))
  })

  it('or not at all: a statement that cannot record gives nothing', async () => {
    const decision = await here()
    await database.owner.pool.query('revoke insert on care.audit_event from shared_caseload_program')
    try {
      await expect(gate.list(decision, caseload)).rejects.toThrow()
    } finally {
      await database.owner.pool.query('grant insert on care.audit_event to shared_caseload_program')
    }
  })
})

describe('the program’s role', () => {
  it.each([
    ['change an audit event', 'update care.audit_event set practitioner_id = null'],
    ['delete an audit event', 'delete from care.audit_event'],
    ['reach a partition past its table', 'insert into care.audit_event_rest select * from care.audit_event limit 0'],
    ['change what was announced', 'update care.outbox set categories = 0'],
    ['change the code table', "insert into house.code values ('s', 'c', 'd', 1, 'r')"],
    ['make a table', 'create table care.sneaked (id integer)'],
    ['empty a table', 'truncate care.patient'],
    ['delete a patient', 'delete from care.patient'],
  ])('cannot %s', async (_what, statement) => {
    await expect(database.program.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  })

  it('owns nothing and may bypass nothing', async () => {
    const { rows } = await database.program.pool.query<{ owned: number; bypasses: boolean; superuser: boolean }>(`
      select (select count(*)::integer from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('care', 'house') and pg_get_userbyid(c.relowner) = current_user) as owned,
        rolbypassrls as bypasses, rolsuper as superuser
      from pg_roles where rolname = current_user`)
    expect(rows).toEqual([{ owned: 0, bypasses: false, superuser: false }])
  })
})
