import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'

import { maskOf } from '../../server/access/categories.ts'
import { assertWalled } from '../../server/database/program-role.ts'
import { loadSampleData } from '../../server/database/sample/load.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Patient, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const owner = database.owner.kysely
const world = new Scenario(owner)
const gate = testGate(database)

/** What the database is told of who asks; null is nothing at all. */
type Said = string | null

const sayings: Record<string, Said> = {
  nothing: null,
  'an empty text': '',
  'no id': 'somebody',
  'an unknown id': randomUUID(),
}
let standing: string
let grace: Patient
let elsewhere: Patient

/** One stored row of each table and partition of `care`, found by a walk of information_schema. */
const rows = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  await loadSampleData({ owner, gate, hashPassword: () => Promise.resolve('none') })
  await layOut()
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'care'`.execute(owner)
  for (const { name } of tables) {
    const { rows: found } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(`care.${name}`)} t limit 1`.execute(owner)
    rows.set(name, found[0]?.row ?? {})
  }
}, 60_000)

async function layOut(): Promise<void> {
  const surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  const [group, other] = [await world.group([surgery, council]), await world.group([surgery, council])]
  const nurse = await world.staff('practice_nurse', surgery, { memberOf: [group] })
  const worker = await world.staff('social_worker', council, { memberOf: [group, other] })
  grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
  elsewhere = await world.patient({ registeredAt: surgery, onTheListOf: [other] })
  await world.wish(grace, nurse, { effect: 'deny', what: 'mental_health' })
  await owner
    .insertInto('care.staff_match')
    .values({ practitioner_id: worker.practitioner_id, nhs_number_hash: null, household_hash: null })
    .execute()
  // Of these two the sample has none.
  const made = {
    id: randomUUID(),
    patient_id: grace.id,
    source_system: 'test',
    categories: maskOf(['clinical_summary']),
  }
  await owner
    .insertInto('care.procedure')
    .values({ ...made, source_id: 'procedure' })
    .execute()
  await owner
    .insertInto('care.entry_reference')
    .values({ patient_id: grace.id, from_table: 'procedure', from_id: made.id, to_source_id: 'elsewhere' })
    .execute()

  const declared = (over = group, given: Parameters<Scenario['declaration']>[2] = {}) =>
    world.declaration(worker, { route: 'group_caseload', purpose: 'direct_care', over }, given)
  const said = ({ id, session }: { id: string; session: { id: string } }) => `${id} ${session.id}`
  const here = await declared()
  standing = said(here)
  const past = new Date(Date.now() - 60_000)
  const revoked = await declared()
  await owner.updateTable('house.session').set({ revoked_at: past }).where('id', '=', revoked.session.id).execute()
  sayings['one that was ended'] = said(await declared(group, { ended_at: past }))
  sayings['one whose time is over'] = said(await declared(group, { ends_at: past }))
  sayings['one whose session was revoked'] = said(revoked)
  sayings['somebody else’s'] = `${(await declared()).id} ${here.session.id}`
  sayings['one without its session'] = here.id
}

/** The rows that a statement of the program gave, or its error’s code; taken back afterwards. */
async function outcome(said: Said, text: string, values: unknown[] = []): Promise<string | unknown[]> {
  const client = await database.program.pool.connect()
  try {
    await client.query('begin')
    if (said !== null) await client.query(`select set_config('shared_caseload.access', $1, true)`, [said])
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } catch (error) {
    return String((error as { code?: unknown }).code)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** An error of privilege or of a value that is no id, or no row. */
function isNothing(found: string | unknown[]): boolean {
  return typeof found === 'string' ? ['42501', '22P02'].includes(found) : found.length === 0
}

describe('on every table of `care`, the program’s role', () => {
  it('finds something to be kept back', () => {
    const filled = [...rows].filter(([name]) => !/^audit_event_/.test(name))
    expect(filled.length).toBeGreaterThan(20)
    expect(filled.filter(([, row]) => Object.keys(row).length === 0)).toEqual([])
  })

  it.each(Object.keys(sayings))(
    'reads, changes, deletes and adds nothing when what it says of itself is %s',
    async (name) => {
      const said = sayings[name] ?? null
      const through: string[] = []
      for (const [table, row] of rows) {
        const [column = ''] = Object.keys(row)
        const id = `care.${table}`
        const tried = {
          select: await outcome(said, `select * from ${id}`),
          count: await outcome(said, `select 1 from ${id} having count(*) > 0`),
          update: column && (await outcome(said, `update ${id} set "${column}" = "${column}" returning 1`)),
          delete: await outcome(said, `delete from ${id} returning 1`),
          insert: await outcome(
            said,
            `insert into ${id} select * from jsonb_populate_record(null::${id}, $1) returning 1`,
            [row],
          ),
        }
        through.push(
          ...Object.entries(tried)
            .filter(([, found]) => found !== '' && !isNothing(found))
            .map(([verb]) => `${verb} ${table}`),
        )
      }
      expect(through).toEqual([])
    },
  )
})

describe('under a declaration that stands, the program’s role', () => {
  it('finds the people of that place and nobody else', async () => {
    expect(await outcome(standing, 'select id from care.patient')).toEqual([{ id: grace.id }])
    expect(await outcome(standing, 'select patient_id from care.caseload_entry')).toEqual([{ patient_id: grace.id }])
  })

  it('cannot put anything beside somebody of another place', async () => {
    const text = 'insert into care.goal select * from jsonb_populate_record(null::care.goal, $1) returning 1 as added'
    const goalOf = (patient: Patient) => [
      { ...rows.get('goal'), id: randomUUID(), source_id: randomUUID(), patient_id: patient.id },
    ]
    expect(await outcome(standing, text, goalOf(grace))).toEqual([{ added: 1 }])
    expect(await outcome(standing, text, goalOf(elsewhere))).toBe('42501')
  })

  it('cannot bring somebody within reach by writing down the places itself', async () => {
    const text = `update care.patient set places = (select array_agg(id) from house.place) where id = $1 returning id, cardinality(places) as places`
    expect(await outcome(standing, text, [elsewhere.id])).toEqual([])
    expect(await outcome(standing, text, [grace.id])).toEqual([{ id: grace.id, places: 3 }])
  })
})

describe('the program', () => {
  it('starts where each table of `care` has its policy', async () => {
    await expect(assertWalled(database.program)).resolves.toBeUndefined()
  })

  it.each([
    [
      'without row-level security',
      'alter table care.condition disable row level security',
      'alter table care.condition enable row level security',
      'condition',
    ],
    [
      'without a policy',
      'alter policy within_reach_all on care.goal rename to gone; drop policy gone on care.goal',
      'create policy within_reach_all on care.goal to shared_caseload_program using (exists (select from care.patient p where p.id = patient_id))',
      'goal',
    ],
    [
      'that is new',
      'create table care.letter (id uuid); grant select on care.letter to shared_caseload_program',
      'drop table care.letter',
      'letter',
    ],
    [
      'that it may empty',
      'grant truncate on care.allergy to shared_caseload_program',
      'revoke truncate on care.allergy from shared_caseload_program',
      'allergy',
    ],
    [
      'of which it may read one column',
      'create table care.letter (id uuid); grant select (id) on care.letter to shared_caseload_program',
      'drop table care.letter',
      'letter',
    ],
  ])('refuses to start where there is a table %s', async (_, broken, mended, table) => {
    await database.owner.pool.query(broken)
    await expect(assertWalled(database.program)).rejects.toThrow(`care.${table}`)
    await database.owner.pool.query(mended)
    await expect(assertWalled(database.program)).resolves.toBeUndefined()
  })
})
