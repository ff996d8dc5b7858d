import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { importOrganisations } from '../../server/ods/import.ts'
import { heldRoles } from '../../server/groups/reads.ts'
import { testDatabase } from '../support/database.ts'
import { Scenario } from '../support/scenario.ts'
import { sharedData } from '../support/shared-data.ts'

const database = await testDatabase()
const house = database.program.kysely
const world = new Scenario(database.owner.kysely)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shared-caseload-organisations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => database.owner.pool.query('truncate house.organisation cascade'))

const practices = await readFile(sharedData('uk/ods/epraccur-C84-all-nottinghamshire.csv'), 'utf8')
const trusts = await readFile(sharedData('uk/ods/trusts-nottinghamshire.csv'), 'utf8')

/** A row of a file as published: 27 columns, no header. */
function published(said: {
  code: string
  name?: string
  opened?: string
  closed?: string
  status?: string
  setting?: string
}) {
  const row = Array.from({ length: 27 }, () => '')
  row[0] = said.code
  row[1] = said.name ?? 'A SURGERY'
  row[10] = said.opened ?? '19740401'
  row[11] = said.closed ?? ''
  row[12] = said.status ?? 'A'
  row[25] = said.setting ?? '4'
  return row.map((cell) => `"${cell}"`).join(',')
}

const take = (text: string, ...kind: Parameters<typeof importOrganisations>[2][]) =>
  importOrganisations(house, text, kind[0])

async function stored(odsCode: string) {
  return house
    .selectFrom('house.organisation as o')
    .leftJoin('house.place as p', 'p.organisation_id', 'o.id')
    .select(['o.name', 'o.kind', 'o.status', 'o.opened_on', 'o.closed_on', 'p.kind as place'])
    .where('o.ods_code', '=', odsCode)
    .executeTakeFirst()
}

function tally(outcomes: Awaited<ReturnType<typeof take>>): Record<string, number> {
  const count: Record<string, number> = {}
  for (const { outcome } of outcomes) count[outcome] = (count[outcome] ?? 0) + 1
  return count
}

describe('a real file of practices', () => {
  it('is taken once: closed and dormant ones with their days and no place, and what is no practice not at all', async () => {
    expect(tally(await take(practices))).toEqual({ added: 161, refused: 5 })
    expect(await stored('C84001')).toMatchObject({ name: 'LARWOOD SURGERY', kind: 'gp_practice', place: 'practice' })
    expect(await stored('C84002')).toMatchObject({ status: 'closed', closed_on: '2019-07-31', place: null })
    expect(await stored('C84003')).toMatchObject({ status: 'dormant', closed_on: null, place: null })
    expect(tally(await take(practices))).toEqual({ unchanged: 161, refused: 5 })
  })

  it('of trusts needs to be told their kind, and then is taken', async () => {
    const outcomes = await take(trusts)
    expect(outcomes.every(({ outcome, why }) => outcome === 'refused' && why?.includes('--kind'))).toBe(true)
    expect(tally(await take(trusts, 'acute_trust'))).toEqual({ added: 4 })
    expect(await stored('RX1')).toMatchObject({ kind: 'acute_trust', place: null, opened_on: '2006-04-01' })
  })
})

describe('a file without a header row', () => {
  it('may begin with a byte order mark and end its lines in any way', async () => {
    expect(tally(await take(`\uFEFF${published({ code: 'A1' })}\r\n${published({ code: 'A2' })}\r\n\r\n`))).toEqual({
      added: 2,
    })
  })

  it('has each row that does not fit refused by itself, with its line and the reason', async () => {
    const text = [
      published({ code: 'A1' }),
      'A2,SHORT',
      published({ code: 'A1' }),
      published({ code: 'B-1' }),
      published({ code: 'B2', name: ' ' }),
      published({ code: 'B3', opened: '19740231' }),
      published({ code: 'B4', status: 'X' }),
      published({ code: 'B5', status: 'C' }),
      published({ code: 'B6', setting: '19' }),
    ].join('\n')
    expect((await take(text)).map(({ line, outcome, why }) => [line, outcome, why])).toEqual([
      [1, 'added', undefined],
      [2, 'refused', 'it has 2 columns where 27 belong'],
      [3, 'refused', 'its code stands in line 1 already'],
      [4, 'refused', 'its code is not 1 to 9 letters and digits'],
      [5, 'refused', 'it has no name'],
      [6, 'refused', 'its open date 19740231 is no day'],
      [7, 'refused', 'its status X is none of A, C, D and P'],
      [8, 'refused', 'it is closed and has no close date'],
      [9, 'refused', 'its prescribing setting 19 is no kind of organisation that shares here'],
    ])
  })

  it('changes what it says otherwise, and keeps a name that differs by capitals alone', async () => {
    await take(published({ code: 'A1', name: 'HILL SURGERY' }))
    await database.owner.pool.query(`update house.organisation set name = 'Hill Surgery'`)
    expect(tally(await take(published({ code: 'A1', name: 'HILL SURGERY' })))).toEqual({ unchanged: 1 })
    expect(tally(await take(published({ code: 'A1', name: 'HILL HEALTH', closed: '20260101', status: 'C' })))).toEqual({
      changed: 1,
    })
    expect(await stored('A1')).toMatchObject({
      name: 'HILL HEALTH',
      status: 'closed',
      closed_on: '2026-01-01',
      place: 'practice',
    })
  })

  it('does not turn one kind of organisation into another', async () => {
    await world.organisation('hospice', { ods_code: 'H1' })
    const [outcome] = await take(published({ code: 'H1' }))
    expect(outcome).toMatchObject({ outcome: 'refused', why: 'it is a hospice here and a gp_practice in the file' })
  })

  it('of 50,000 rows is taken whole', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) =>
      published({ code: `Z${at}`, setting: at % 10 === 0 ? '4' : '9' }),
    )
    expect(tally(await take(rows.join('\n')))).toEqual({ added: 50_000 })
  }, 60_000)
})

describe('an organisation that is dormant', () => {
  it('is offered to nobody who works there', async () => {
    const surgery = await world.organisation('gp_practice', { ods_code: 'D1' })
    const doctor = await world.staff('gp', surgery)
    expect(await heldRoles(house, doctor.practitioner_id)).toHaveLength(1)
    await take(published({ code: 'D1', status: 'D' }))
    expect(await heldRoles(house, doctor.practitioner_id)).toEqual([])
  })
})

describe('npm run import:organisations', () => {
  async function run(...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/import-organisations.ts', ...args], {
      cwd: join(import.meta.dirname, '../..'),
      env: {
        NODE_ENV: 'production',
        DATABASE_URL: database.programUrl,
        PUBLIC_URL: 'https://caseload.example.nhs.uk',
        SECRET: 's'.repeat(32),
      },
    })
    const said: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { code, said: said.join('') }
  }

  it('says what became of the rows, and ends with 1 when some were refused', async () => {
    const file = join(folder, 'some.csv')
    await writeFile(file, `${published({ code: 'A1' })}\n${published({ code: 'A2', name: '' })}\n`)
    expect(await run(file)).toEqual({
      code: 1,
      said: 'Line 2, A2: refused, it has no name.\n1 added, 0 changed, 0 as they were, 1 refused.\n',
    })
  })

  it.each([
    ['in another encoding', Buffer.from('A1,Caf\u00e9', 'latin1'), 'not valid'],
    ['that is empty', Buffer.from(''), 'The file is empty'],
    ['that breaks off within quotes', Buffer.from(published({ code: 'A1' }).slice(0, -1)), 'The file is no CSV'],
  ])('changes nothing and ends with 2 for a file %s', async (_name, bytes, words) => {
    const file = join(folder, 'bad.csv')
    await writeFile(file, bytes)
    const { code, said } = await run(file)
    expect([code, said]).toEqual([2, expect.stringContaining(words)])
    expect(await stored('A1')).toBeUndefined()
  })
})
