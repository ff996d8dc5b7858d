import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { createGate } from '../../server/access/gate.ts'
import { caseload } from '../../server/caseload/reads.ts'
import { testDatabase } from '../support/database.ts'
import { gateKeys, testGate } from '../support/gate.ts'
import { type Group, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)

const patients = 50_000
const groups = 8

let worker: Decision

beforeAll(async () => {
  const council = await world.organisation('local_authority')
  const surgery = await world.organisation('gp_practice')
  const all: Group[] = []
  for (let at = 0; at < groups; at++) all.push(await world.group([council, surgery]))
  const khan = await world.staff('social_worker', council, { memberOf: all })
  const [over] = all
  if (!over) throw new Error('There is no group.')
  const { id, session } = await world.declaration(khan, { route: 'group_caseload', purpose: 'direct_care', over })
  worker = await testGate(database).decide(session, id)
  const { pool } = database.owner
  // Some 3,000 family names, as unevenly spread as names are.
  await pool.query(
    `insert into care.patient (id, source_system, source_id, family_name, given_names, registered_practice_id)
     select gen_random_uuid(), 'plan', n::text,
       initcap(substr(md5((n % 2999 * (n % 7))::text), 1, 1) || translate(md5((n % 2999)::text), '0123456789', 'aeioulnrst')),
       initcap(translate(md5((n % 800)::text), '0123456789', 'aeioulnrst')), $1
     from generate_series(1, $2::integer) n`,
    [surgery.id, patients],
  )
  await pool.query(
    `insert into care.caseload_entry (id, patient_id, group_id, status, reason, confirmed_at, review_due)
     select gen_random_uuid(), id, ($1::uuid[])[1 + source_id::integer % $2], 'active', 'other', now(),
       date '2027-01-01' + source_id::integer % 400
     from care.patient`,
    [all.map((group) => group.id), groups],
  )
  await pool.query('analyze')
}, 120_000)

/** A step of a plan, as EXPLAIN tells it. */
interface Node {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  Plans?: Node[]
}

/** What PostgreSQL would read to run a list that is searched: indexes by name, and tables that it reads whole. */
async function readsOf(value: string): Promise<string[]> {
  let explained: Node | undefined
  const pool = new Proxy(database.program.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown
      return async ({ text, values }: { text: string; values: unknown[] }) => {
        const plan = `explain (format json) ${text}`
        const { rows } = await target.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(plan, values)
        explained = rows[0]?.['QUERY PLAN'][0].Plan
        return target.query(text, values)
      }
    },
  })
  await createGate({ pool, secrets: gateKeys }).list(worker, caseload, {
    where: [{ column: 'family_name', op: 'search', value }],
    limit: 50,
  })
  const reads: string[] = []
  const walk = (node: Node) => {
    if (node['Index Name']) reads.push(node['Index Name'])
    else if (node['Node Type'] === 'Seq Scan') reads.push(`the whole of ${node['Relation Name'] ?? ''}`)
    for (const child of node.Plans ?? []) walk(child)
  }
  if (explained) walk(explained)
  return reads
}

describe('a search of one group among 50,000 people', () => {
  it.each(['aaee', 'nobodysname', 'aaee ee'])('that few have begins with the words: %s', async (value) => {
    const reads = await readsOf(value)
    expect(reads).toContain('name_token_by_token')
    expect(reads).not.toContain('the whole of patient')
  })

  it.each(['a', 'e', 'aaee', 'ee aa'])('never reads every word or every entry: %s', async (value) => {
    const reads = await readsOf(value)
    expect(reads.some((read) => read === 'name_token_by_token' || read === 'name_token_pkey')).toBe(true)
    expect(reads).not.toContain('the whole of name_token')
    expect(reads).not.toContain('the whole of caseload_entry')
  })
})
