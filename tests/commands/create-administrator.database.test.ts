import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { afterEach, describe, expect, it } from 'vitest'

import { createAuth } from '../../server/auth/auth.ts'
import { secretsOf } from '../../server/secrets.ts'
import { testDatabase } from '../support/database.ts'

const ROOT = join(import.meta.dirname, '../..')
const PASSWORD = 'nine blue herons wading'
const FLAGS = {
  organisation: 'Example Practice',
  'ods-code': 'y12345',
  kind: 'gp_practice',
  agreement: 'Neighbourhood sharing agreement',
  'dpia-reference': 'DPIA-7',
  group: 'Example group',
  'given-names': 'Amara',
  'family-name': 'Diallo',
  role: 'practice_manager',
  email: 'Amara.Diallo@example.nhs.uk',
}

const database = await testDatabase()
const owner = database.owner.kysely

/** Runs the command as somebody would, with the password on standard input. */
async function run(flags: Record<string, string>, password: string) {
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/create-administrator.ts', ...args], {
    cwd: ROOT,
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database.programUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      PUBLIC_URL: 'https://caseload.example.nhs.uk',
      SECRET: 's'.repeat(32),
    },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(`${password}\n`)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, said }
}

async function counts() {
  const tables = ['organisation', 'sharing_agreement', 'care_delivery_group', 'place', 'membership', 'account'] as const
  const of = async (table: (typeof tables)[number]) => {
    const { number } = await owner
      .selectFrom(`house.${table}`)
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow()
    return [table, number] as const
  }
  return Object.fromEntries(await Promise.all(tables.map(of)))
}

const NOTHING = { organisation: 0, sharing_agreement: 0, care_delivery_group: 0, place: 0, membership: 0, account: 0 }
const FIRST = { organisation: 1, sharing_agreement: 1, care_delivery_group: 1, place: 2, membership: 1, account: 1 }

describe('npm run create-administrator, on an empty database', () => {
  afterEach(async () => {
    // Each test says whether anything was made; none leaves it to the next.
    expect([NOTHING, FIRST]).toContainEqual(await counts())
  })

  it('refuses what is wrong, naming each flag, and makes nothing', async () => {
    const flags: Record<string, string> = { ...FLAGS }
    delete flags['dpia-reference']
    const { code, said } = await run({ ...flags, 'ods-code': 'not an ODS code', role: 'magician' }, PASSWORD)
    expect(code).toBe(1)
    expect(said).toContain('--ods-code must be 1 to 9 letters and digits')
    expect(said).toContain('--dpia-reference is needed')
    expect(said).toContain('--role must be one of gp, ')
    expect(await counts()).toEqual(NOTHING)
  })

  it('takes no password as an argument, where others on the machine could read it', async () => {
    const { code, said } = await run({ ...FLAGS, password: PASSWORD }, PASSWORD)
    expect(code).toBe(1)
    expect(said).toContain("Unknown option '--password'")
    expect(await counts()).toEqual(NOTHING)
  })

  it('refuses a password that is too short', async () => {
    const { code, said } = await run(FLAGS, 'fourteen chars')
    expect(code).toBe(1)
    expect(said).toContain('must be at least 15 characters long')
    expect(await counts()).toEqual(NOTHING)
  })

  it('makes what the first person needs, and they can sign in', async () => {
    const { code, said } = await run(FLAGS, PASSWORD)
    expect(said).toContain('amara.diallo@example.nhs.uk can sign in now')
    expect(code).toBe(0)
    expect(await counts()).toEqual(FIRST)

    const auth = await createAuth({
      house: database.program.kysely,
      secrets: secretsOf('s'.repeat(32)),
      sampleMode: false,
    })
    const given = {
      email: FLAGS.email,
      password: PASSWORD,
      address: '::1',
      userAgent: undefined,
      cookieHeader: undefined,
    }
    expect((await auth.signIn(given)).session.display_name).toBe('Amara Diallo')
  })

  it('refuses a second time, and changes nothing', async () => {
    const { code, said } = await run({ ...FLAGS, email: 'other@example.nhs.uk', group: 'Other group' }, PASSWORD)
    expect(code).toBe(1)
    expect(said).toContain('in use already')
    expect(await counts()).toEqual(FIRST)
  })
})
