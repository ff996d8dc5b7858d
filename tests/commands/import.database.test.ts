import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { Scenario } from '../support/scenario.ts'

const ROOT = join(import.meta.dirname, '../..')
const FIXTURES = join(ROOT, 'tests/fhir/fixtures')

const database = await testDatabase()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shared-caseload-import-'))
  const world = new Scenario(database.owner.kysely)
  const surgery = await world.organisation('gp_practice', { ods_code: 'C84001' })
  await world.group([surgery], { name: 'Trent Bridge' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the command as somebody would, away from a terminal. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/import.ts', ...args], {
    cwd: ROOT,
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database.programUrl,
      PUBLIC_URL: 'https://caseload.example.nhs.uk',
      SECRET: 's'.repeat(32),
    },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

const to = ['--group', 'Trent Bridge', '--practice', 'c84001']

describe('npm run import', () => {
  it('brings files in, sums up, and writes a line about each resource where asked', async () => {
    const report = join(folder, 'report.txt')
    const { code, out, err } = await run(
      join(FIXTURES, 'message.json'),
      join(FIXTURES, 'alone.json'),
      ...to,
      '--report',
      report,
    )
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^MessageHeader: 1 not kept\nPatient: 2 taken\nIn all: 2 taken, 1 not kept\n[\d.]+ seconds, \d+ resources a second\n$/,
    )
    const lines = (await readFile(report, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => line.split('\t')[0]).sort()).toEqual(['not kept', 'taken', 'taken'])
  })

  it('says what was refused and why, and ends with 1', async () => {
    const { code, out } = await run(join(FIXTURES, 'broken.ndjson'), ...to)
    expect(code).toBe(1)
    expect(out).toContain(`refused\t${FIXTURES}/broken.ndjson:2\tSomething\tis not valid JSON\n`)
    expect(out).toContain('In all: 1 taken, 4 refused\n')
  })

  it.each([
    ['nothing', [], /FILE or FOLDER: .*\n--group: .*\n--practice: .*\nUse: npm run import/],
    ['no practice', ['.', '--group', 'Trent Bridge'], /^--practice: give the ODS code/],
    ['a flag there is not', ['.', ...to, '--force'], /--force/],
    ['a file that is not there', ['nowhere.json', ...to], /^There is no file or folder nowhere.json\.$/m],
    ['a folder with nothing to read', ['migrations', ...to], /^The folder migrations holds no /],
    [
      'a group that is not there',
      [FIXTURES, '--group', 'Nowhere', '--practice', 'C84001'],
      /^There is no group called Nowhere\.$/m,
    ],
  ])('refuses %s in plain words and ends with 2', async (_, args, words) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(err).not.toMatch(/\bat .*\.ts:/)
  })
})
