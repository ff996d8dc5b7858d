import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { createGate, type Gate } from '../../server/access/gate.ts'
import { caseload, suggestions as caseloadSuggestions } from '../../server/caseload/reads.ts'
import { patientRecord, practiceList, suggestions as practiceSuggestions } from '../../server/patients/reads.ts'
import { preferences } from '../../server/sharing/reads.ts'
import { testDatabase } from '../support/database.ts'
import { gateKeys, testGate } from '../support/gate.ts'
import { fillWithPeople } from '../support/many-people.ts'
import { type Group, type Organisation, type Person, type Said, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)

const patients = 50_000

/** The group's own list, those whom one nurse looks after, and the list of one practice. */
const readers: { worker?: Decision; nurse?: Decision; practice?: Decision } = {}
let somebody: string

beforeAll(async () => {
  const trust = await world.organisation('community_provider')
  const practices: Organisation[] = []
  const groups: Group[] = []
  for (let at = 0; at < 8; at++) practices.push(await world.organisation('gp_practice'))
  for (let at = 0; at < 8; at++) groups.push(await world.group([...practices, trust]))
  const [group, elsewhere] = groups
  const [surgery] = practices
  if (!group || !elsewhere || !surgery) throw new Error('There is no group.')
  const nurse = await world.staff('community_nurse', trust, { memberOf: [group] })
  const doctor = await world.staff('gp', surgery, { memberOf: [group] })
  const { pool } = database.owner
  await fillWithPeople(pool, patients, { practices, groups, elsewhere, recorder: nurse.role_id })
  await pool.query(
    `update care.caseload_entry set care_manager_role_id = $1, care_manager_named_at = now(),
       care_manager_accepted_at = now(), care_manager_named_by = $2
     where group_id = $3 and id in (select id from care.caseload_entry where group_id = $3 order by id limit 30)`,
    [nurse.role_id, doctor.role_id, group.id],
  )
  await pool.query(
    `insert into care.sharing_preference (id, patient_id, effect, what, starts_at, recorded_by, recorded_at, said_by, attested)
     select gen_random_uuid(), id, 'permit', 'location', now(), $1, now(), 'patient', true from care.patient`,
    [doctor.role_id],
  )
  await fillTheRest(pool)
  await changeMuch(pool)
  await pool.query('vacuum analyze')

  const decide = async (person: Person, said: Said) => {
    const { id, session } = await world.declaration(person, said)
    return testGate(database).decide(session, id)
  }
  readers.worker = await decide(nurse, { route: 'group_caseload', purpose: 'direct_care', over: group })
  readers.nurse = await decide(nurse, { route: 'named_care_manager', purpose: 'care_coordination', over: group })
  readers.practice = await decide(doctor, { route: 'registered_practice', purpose: 'direct_care', over: surgery })
  const { rows } = await pool.query<{ id: string }>(
    `select patient_id as id from care.caseload_entry where group_id = $1 limit 1`,
    [group.id],
  )
  somebody = rows[0]?.id ?? ''
}, 180_000)

/** One row for each person in every other table of a record: a table without rows is read whole, whatever its indexes. */
async function fillTheRest(pool: typeof database.owner.pool): Promise<void> {
  for (const table of ['allergy', 'procedure', 'encounter', 'care_plan', 'goal']) {
    await pool.query(
      `insert into care.${table} (id, patient_id, categories) select gen_random_uuid(), id, 128 from care.patient`,
    )
  }
  await pool.query(
    `insert into care.care_plan_activity (id, patient_id, categories, care_plan_id)
     select gen_random_uuid(), patient_id, 128, id from care.care_plan`,
  )
  await pool.query(
    `insert into care.patient_name (id, patient_id, categories, use, family_name)
     select gen_random_uuid(), id, 1, 'old', 'Former' from care.patient`,
  )
  await pool.query(
    `insert into care.related_person (id, patient_id, relationship) select gen_random_uuid(), id, 'carer' from care.patient`,
  )
  await pool.query(
    `insert into care.communication_need (id, patient_id, need) select gen_random_uuid(), id, 'interpreter' from care.patient`,
  )
}

/** Changes of many people in every place, as of a busy month. */
async function changeMuch(pool: typeof database.owner.pool): Promise<void> {
  await pool.query(
    `insert into care.outbox (place_id, rev, patient_id, table_name, row_id, categories, row_categories)
     select place.id, n, gen_random_uuid(), 'condition', gen_random_uuid(), 128, 128
     from house.place, generate_series(1, 2000) n`,
  )
}

/** A step of a plan, as EXPLAIN tells it. */
interface Node {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  Schema?: string
  Plans?: Node[]
}

/**
 * What PostgreSQL reads of `care` to answer, by the plan that it keeps for all values: indexes by name, and tables that
 * it reads whole.
 */
async function readsOf(ask: (gate: Gate) => Promise<unknown>): Promise<string[]> {
  const reads: string[] = []
  const walk = (node: Node) => {
    if (node['Index Name']) reads.push(node['Index Name'])
    else if (node['Node Type'] === 'Seq Scan' && node.Schema === 'care')
      reads.push(`the whole of ${node['Relation Name'] ?? ''}`)
    for (const child of node.Plans ?? []) walk(child)
  }
  const pool = new Proxy(database.program.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown
      return async ({ text, values }: { text: string; values: unknown[] }) => {
        const explain = `explain (generic_plan, verbose, format json) ${text}`
        const { rows } = await target.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(explain)
        for (const row of rows) walk(row['QUERY PLAN'][0].Plan)
        return target.query(text, values)
      }
    },
  })
  await ask(createGate({ pool, secrets: gateKeys }))
  return [...new Set(reads)]
}

const whole = (reads: string[]) => reads.filter((read) => read.startsWith('the whole of'))

function as(who: keyof typeof readers): Decision {
  const decision = readers[who]
  if (!decision) throw new Error(`Nobody has declared as ${who}.`)
  return decision
}

const byName = [{ column: 'family_name', direction: 'asc' }] as const
const words = [{ column: 'family_name', op: 'search', value: 'aaee' }] as const
const number = [{ column: 'nhs_number', op: 'eq', value: '9000000001' }] as const

describe('among 50,000 people in 8 groups', () => {
  it.each<[name: string, index: string, ask: (gate: Gate) => Promise<unknown>]>([
    ['a group’s list', 'caseload_entry_by_review', (gate) => gate.list(as('worker'), caseload)],
    [
      'a group’s list by name',
      'caseload_entry_by_name',
      (gate) => gate.list(as('worker'), caseload, { orderBy: byName }),
    ],
    ['whom a care manager looks after', 'caseload_entry_by_care_manager', (gate) => gate.list(as('nurse'), caseload)],
    ['one person on the list', 'patient_by_nhs_number', (gate) => gate.list(as('worker'), caseload, { where: number })],
    ['a practice’s list', 'patient_by_practice', (gate) => gate.list(as('practice'), practiceList)],
    [
      'one patient of a practice',
      'patient_by_nhs_number',
      (gate) => gate.list(as('practice'), practiceList, { where: number }),
    ],
    [
      'a practice’s suggestions',
      'name_token',
      (gate) => gate.list(as('practice'), practiceSuggestions, { where: words }),
    ],
    ['a group’s suggestions', 'name_token', (gate) => gate.list(as('worker'), caseloadSuggestions, { where: words })],
    ['a search', 'name_token', (gate) => gate.list(as('worker'), caseload, { where: words, orderBy: byName })],
    [
      'wishes',
      'sharing_preference_by_patient',
      (gate) => gate.list(as('practice'), preferences, { patient: somebody }),
    ],
    ['a record', 'condition_by_patient', (gate) => gate.get(as('worker'), patientRecord, { id: somebody })],
    ['an entry', 'caseload_entry_pkey', (gate) => gate.get(as('worker'), caseload, { id: somebody })],
  ])('%s is found by %s, and no table of others’ care is read whole', async (_name, index, ask) => {
    const reads = await readsOf(ask)
    expect(
      reads.find((read) => read.startsWith(index)),
      reads.join(', '),
    ).toBeDefined()
    expect(whole(reads)).toEqual([])
  })
  it('a count is found by the entries of the group alone', async () => {
    expect(await readsOf((gate) => gate.count(as('worker'), caseload))).toContain('caseload_entry_by_review')
  })
})
