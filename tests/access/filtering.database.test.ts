import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { defineView, type OrderBy, type Where } from '../../server/access/view.ts'
import { testDatabase } from '../support/database.ts'
import { makeAddress } from '../support/factories/care.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Patient, type Person, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

const list = defineView({
  name: 'test_list',
  base: 'patient',
  columns: {
    family_name: { from: 'patient.family_name', sort: true, filter: ['eq', 'in', 'prefix'] },
    practice: {
      from: 'patient.registered_practice_id',
      as: 'organisation_name',
      sort: true,
      filter: ['eq', 'blank', 'withheld'],
    },
    ethnic: { from: 'patient.ethnic_category', sort: true, filter: ['eq', 'gt', 'blank', 'withheld'] },
  },
  orderBy: [{ column: 'family_name', direction: 'asc' }],
  limit: 50,
})

let group: Group
let worker: Decision
let volunteer: Decision
const people: Record<string, Patient> = {}

beforeAll(async () => {
  const alpha = await world.organisation('gp_practice', { name: 'Alpha practice' })
  const omega = await world.organisation('gp_practice', { name: 'Omega practice' })
  const council = await world.organisation('local_authority')
  const charity = await world.organisation('voluntary_sector')
  group = await world.group([alpha, omega, council, charity])
  worker = await here(await world.staff('social_worker', council, { memberOf: [group] }))
  volunteer = await here(await world.staff('link_worker', charity, { memberOf: [group] }))
  const add = async (family_name: string, given: Parameters<Scenario['patient']>[0]) => {
    people[family_name] = await world.patient({ family_name, onTheListOf: [group], ...given })
  }
  await add('Alder', { registeredAt: omega, ethnic_category: 'A' })
  await add('Birch', { registeredAt: alpha, ethnic_category: 'B' })
  await add('Cedar', {})
  await add('Hazel', { registeredAt: omega, restricted_record: true, ethnic_category: 'A' })
  await add('Holly', { registeredAt: alpha, restricted_record: true })
})

async function here(person: Person): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  return gate.decide(session, id)
}

type Column = keyof typeof list.columns

async function names(decision: Decision, where: Where<Column>[], orderBy?: OrderBy<Column>[]): Promise<string[]> {
  const { rows } = await gate.list(decision, list, { where, ...(orderBy && { orderBy }) })
  return rows.map(({ family_name }) => (family_name.state === 'shown' ? String(family_name.value) : 'withheld'))
}

describe('a filter on a column that is hidden of some', () => {
  it.each<[string, Where<Column>, string[]]>([
    ['an equality', { column: 'practice', op: 'eq', value: 'Omega practice' }, ['Alder']],
    ['its opposite', { not: { column: 'practice', op: 'eq', value: 'Omega practice' } }, ['Birch', 'Cedar']],
    [
      'the opposite of its opposite',
      { not: { not: { column: 'practice', op: 'eq', value: 'Omega practice' } } },
      ['Alder'],
    ],
    ['blank', { column: 'practice', op: 'blank' }, ['Cedar']],
    ['not blank', { not: { column: 'practice', op: 'blank' } }, ['Alder', 'Birch']],
    ['withheld', { column: 'practice', op: 'withheld' }, ['Hazel', 'Holly']],
    [
      'any of two',
      {
        any: [
          { column: 'practice', op: 'eq', value: 'Alpha practice' },
          { column: 'family_name', op: 'eq', value: 'Cedar' },
        ],
      },
      ['Birch', 'Cedar'],
    ],
  ])('never lets a hidden value decide: %s', async (_what, where, expected) => {
    expect(await names(worker, [where])).toEqual(expected)
  })

  it('does not lose a name that begins with the same letters in capitals', async () => {
    expect(await names(worker, [{ column: 'family_name', op: 'prefix', value: 'h' }])).toEqual(['Hazel', 'Holly'])
  })
})

describe('an order by a column that is hidden of some', () => {
  it.each(['asc', 'desc'] as const)(
    'puts the hidden last, among the empty, in no order of their own: %s',
    async (direction) => {
      const order: OrderBy<Column>[] = [{ column: 'practice', direction }]
      const [first, second, ...rest] = await names(worker, [], order)
      expect([first, second]).toEqual(direction === 'asc' ? ['Birch', 'Alder'] : ['Alder', 'Birch'])
      const byId = ['Cedar', 'Hazel', 'Holly'].sort((one, other) =>
        (people[one]?.id ?? '') < (people[other]?.id ?? '') ? -1 : 1,
      )
      expect(rest).toEqual(byId)
    },
  )
})

describe('a column that the role is never shown', () => {
  it.each<[string, Where<Column>[], OrderBy<Column>[]]>([
    ['filter', [{ column: 'ethnic', op: 'eq', value: 'A' }], []],
    ['opposite', [{ not: { column: 'ethnic', op: 'eq', value: 'A' } }], []],
    ['test for blank', [{ column: 'ethnic', op: 'blank' }], []],
    ['test for withheld', [{ column: 'ethnic', op: 'withheld' }], []],
    ['order', [], [{ column: 'ethnic', direction: 'asc' }]],
  ])('takes no %s, in one fixed text', async (_what, where, orderBy) => {
    await expect(names(volunteer, where, orderBy)).rejects.toMatchObject({
      code: 'not_open_for_filter',
      message: 'This column cannot be used to filter or sort for the reason you are here.',
    })
  })

  it.each([
    'nothing',
    '__proto__',
    'constructor',
    'toString',
    'family_name; drop table care.patient',
    'care.patient.nhs_number',
    'id',
  ])('answers as a column that is none: %s', async (column) => {
    const unknown = column as Column
    await expect(names(volunteer, [{ column: unknown, op: 'eq', value: 'A' }])).rejects.toMatchObject({
      code: 'not_open_for_filter',
    })
    await expect(names(volunteer, [], [{ column: unknown, direction: 'asc' }])).rejects.toMatchObject({
      code: 'not_open_for_filter',
    })
  })
})

describe('conditions', () => {
  it('without a value, too many, or one in another without end, are refused and never dropped', async () => {
    await expect(names(worker, [{ column: 'family_name', op: 'eq' }])).rejects.toMatchObject({ code: 'invalid' })
    const many = Array.from({ length: 21 }, (): Where<Column> => ({ column: 'family_name', op: 'eq', value: 'x' }))
    await expect(names(worker, many)).rejects.toMatchObject({ code: 'invalid' })
    let deep: Where<Column> = { column: 'family_name', op: 'eq', value: 'x' }
    for (let depth = 0; depth < 6; depth++) deep = { not: deep }
    await expect(names(worker, [deep])).rejects.toMatchObject({ code: 'invalid' })
  })

  it('of any of nothing meet nobody', async () => {
    expect(await names(worker, [{ any: [] }])).toEqual([])
  })
})

describe('a cursor', () => {
  it('is of one length whatever it stands at, and good only where it was given', async () => {
    const first = await gate.list(worker, list, { limit: 1 })
    const second = await gate.list(worker, list, { limit: 2 })
    expect(first.next).not.toBeNull()
    expect(second.next?.length).toBe(first.next?.length)
    const after = first.next ?? ''
    await expect(gate.list(worker, list, { after })).resolves.toMatchObject({ next: null })
    const flipped = after.slice(0, -2) + (after.endsWith('AA') ? 'BB' : 'AA')
    for (const wrong of [
      gate.list(volunteer, list, { after }),
      gate.list(worker, list, { after, orderBy: [{ column: 'family_name', direction: 'desc' }] }),
      gate.list(worker, list, { after, where: [{ column: 'practice', op: 'blank' }] }),
      gate.list(worker, list, { after: flipped }),
      gate.list(worker, list, { after: '' }),
    ]) {
      await expect(wrong).rejects.toMatchObject({ code: 'stale_cursor' })
    }
  })
})

describe('the registered practice of somebody whose record is restricted', () => {
  it('is the only one to read where they live', async () => {
    const practice = await world.organisation('gp_practice', { name: 'Rivergreen' })
    const grace = await world.patient({ registeredAt: practice, restricted_record: true })
    await makeAddress(database.owner.kysely, { patient_id: grace.id, postcode: 'NG11 8AB' })
    const gp = await world.staff('gp', practice)
    const { id, session } = await world.declaration(gp, {
      route: 'registered_practice',
      purpose: 'direct_care',
      over: practice,
    })
    const { rows } = await gate.list(await gate.decide(session, id), list)
    expect(rows[0]?.practice).toMatchObject({ state: 'shown', value: 'Rivergreen' })
  })
})
