import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { createTRPCClient, httpBatchLink } from '@trpc/client'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createApi } from '../../server/api.ts'
import { hashPassword } from '../../server/auth/password.ts'
import { nameRequest } from '../../server/http/request-id.ts'
import { createLogger } from '../../server/logger.ts'
import type { AppRouter } from '../../server/router.ts'
import { addAccount, PASSWORD } from '../support/accounts.ts'
import { testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { days } from '../support/factories/time.ts'
import { Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

const logged: string[] = []
const logger = createLogger('error', { write: (line: string) => void logged.push(line) })

let url: string
let close: () => void
/** Set to make the next question of the gate fail as a broken database would. */
let failure: Error | undefined

beforeAll(async () => {
  const gate = {
    ...rooms.gate,
    decide: (...given: Parameters<typeof rooms.gate.decide>) => {
      if (failure) throw failure
      return rooms.gate.decide(...given)
    },
  }
  const app = express()
  app.use(nameRequest)
  app.use('/trpc', createApi({ ...rooms, gate, logger, readsPerSecond: 2 }).overHttp)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`
  close = () => server.close()
})

afterAll(() => close())

interface Answer {
  status: number
  text: string
  body: unknown
  cookie: string | undefined
}

async function post(path: string, body: unknown, cookie = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json', cookie }
  return read(
    await fetch(`${url}/${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
}

async function ask(path: string, input: unknown, cookie = ''): Promise<Answer> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return read(await fetch(`${url}/${path}${query}`, { headers: { cookie } }))
}

async function read(response: Response): Promise<Answer> {
  // Each answer has a number of its own, by which two that must be the same would differ.
  const number = response.headers.get('x-request-id') ?? ''
  const text = (await response.text()).replace(number, 'number')
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  return { status: response.status, text, body: JSON.parse(text) as unknown, cookie }
}

const problemIn = (problem: object) => ({ error: { data: { problem } } })

/** A member of a group, signed in by their browser. */
async function signedIn() {
  const council = await world.organisation('local_authority')
  const group = await world.group([council])
  const khan = await world.staff('social_worker', council, {
    memberOf: [group],
    email: `${crypto.randomUUID()}@example.nhs.uk`,
  })
  const { email } = await database.owner.kysely
    .updateTable('house.account')
    .set({ password_hash: await hashPassword(PASSWORD) })
    .where('id', '=', khan.account_id)
    .returning('email')
    .executeTakeFirstOrThrow()
  const { cookie = '', body } = await post('auth.signIn', { email, password: PASSWORD })
  const { session_id } = (body as { result: { data: { session_id: string } } }).result.data
  const { account_id, practitioner_id } = khan
  const session = { id: session_id, account_id, practitioner_id, assurance_level: 1 }
  const declare = async (over = group) =>
    (await world.declaration(khan, { route: 'group_caseload', purpose: 'direct_care', over }, { session })).id
  return { cookie, khan, council, session_id, declare }
}

describe('signing in over HTTP', () => {
  it('brings a cookie that says who asks', async () => {
    const { email } = await addAccount(database.owner.kysely, { given_names: 'Mary', family_name: 'Ashe' })
    const { status, cookie } = await post('auth.signIn', { email, password: PASSWORD })
    expect(status).toBe(200)
    expect((await ask('auth.me', undefined, cookie)).body).toMatchObject({
      result: { data: { name: 'Mary Ashe', initials: 'MA' } },
    })
    await post('auth.signOut', undefined, cookie)
    expect((await ask('auth.me', undefined, cookie)).body).toEqual({ result: { data: null } })
  })

  it('answers a wrong password as it answers an unknown account', async () => {
    const { email } = await addAccount(database.owner.kysely)
    const wrong = await post('auth.signIn', { email, password: 'not this one at all' })
    const unknown = await post('auth.signIn', { email: 'nobody@example.nhs.uk', password: 'not this one at all' })
    expect(wrong).toEqual(unknown)
    expect(wrong.body).toMatchObject(problemIn({ code: 'invalid' }))
  })
})

describe('what does not fit', () => {
  it.each([
    ['text that is no JSON', '{"email": '],
    ['another type', '[]'],
    ['a value of another type', { email: 7, password: true }],
    ['a name that nobody knows', { email: 'a', password: 'b', __proto__x: 1 }],
  ])('%s is refused in plain words, without a stack', async (_, body) => {
    const { status, text, body: answer } = await post('auth.signIn', body)
    expect(status).toBe(422)
    expect(answer).toMatchObject(problemIn({ code: 'invalid' }))
    expect(text).not.toMatch(/stack|node_modules|\.ts/)
  })

  it('is named by its field and its rule', async () => {
    const { cookie, declare } = await signedIn()
    const input = { declaration: await declare(), sort: { by: 'birth_weight' } }
    const { body } = await ask('caseload.list', input, cookie)
    const rule = 'must be one of: family_name, birth_date, status, review_due, added_at, registered_practice'
    expect(body).toMatchObject(problemIn({ code: 'invalid', rules: [{ field: 'sort.by', rule }] }))
  })

  it.each(['__proto__', 'constructor', 'toString', 'caseload.__proto__', 'caseload.list.list'])(
    'procedure "%s" is not there',
    async (path) => {
      const { status, body } = await ask(path, undefined)
      expect(status).toBe(404)
      expect(body).toMatchObject(problemIn({ code: 'not_found', words: 'There is no such procedure.' }))
    },
  )

  it('a command by GET, a batch that is too long and a body that is too large are refused', async () => {
    expect((await ask('auth.signOut', undefined)).status).toBe(405)
    const many = Array.from({ length: 11 }, () => 'auth.me').join(',')
    expect((await ask(`${many}?batch=1`, undefined)).status).toBe(422)
    expect((await post('auth.signIn', { email: 'x'.repeat(300_000), password: 'x' })).status).toBe(413)
  })
})

describe("a browser's batch", () => {
  it('that mixes declarations answers each call under its own', async () => {
    const { cookie, council, khan, declare } = await signedIn()
    const other = await world.group([council])
    await world.membership(khan, other)
    const patient = await world.patient({ onTheListOf: [other] })
    const client = createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url, methodOverride: 'POST', headers: { cookie } })],
    })
    const declarations = [await declare(), await declare(other), crypto.randomUUID()]
    const answers = await Promise.allSettled(
      declarations.map((declaration) => client.caseload.list.query({ declaration })),
    )
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: { rows: [] } },
      { status: 'fulfilled', value: { rows: [{ patient_id: patient.id }] } },
      { status: 'rejected', reason: { data: { problem: { code: 'declaration_ended' } } } },
    ])
  })
})

describe('one person', () => {
  it('reads so much and no more, is told what to do, and keeps nobody else from reading', async () => {
    const [hasty, other] = [await signedIn(), await signedIn()]
    const declaration = await hasty.declare()
    const list = () => ask('caseload.list', { declaration }, hasty.cookie)
    const answers = await Promise.all(Array.from({ length: 30 }, list))
    const answered = answers.filter(({ status }) => status === 200)
    expect(answered.length).toBeGreaterThanOrEqual(20)
    expect(answered.length).toBeLessThan(25)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body).toMatchObject(problemIn({ code: 'too_many' }))
    expect(refused?.text).toContain('Wait a minute, then go on')
    expect((await ask('caseload.list', { declaration: await other.declare() }, other.cookie)).status).toBe(200)
  })
})

describe('an error that nobody foresaw', () => {
  it('tells the person nothing of itself, and the log what is needed to mend it', async () => {
    const { cookie, declare } = await signedIn()
    const declaration = await declare()
    failure = Object.assign(new Error('duplicate key (nhs_number)=(9990000018) in care.patient'), {
      severity: 'ERROR',
      code: '23505',
    })
    const { status, text, body } = await ask('caseload.list', { declaration }, cookie).finally(
      () => (failure = undefined),
    )
    expect(status).toBe(500)
    expect(body).toMatchObject(problemIn({ code: 'internal' }))
    expect(text).not.toMatch(/duplicate|9990000018|care\.patient|stack/)
    expect(logged.join('')).toMatch(/caseload\.list/)
    expect(logged.join('')).not.toMatch(/9990000018/)
  })
})

describe('what a screen asks for by itself', () => {
  it('does not put off the end of the session', async () => {
    const { cookie, session_id } = await signedIn()
    const sessions = database.owner.kysely
    const ends = async () => {
      const own = sessions.selectFrom('house.session').where('id', '=', session_id).select('idle_ends_at')
      return (await own.executeTakeFirstOrThrow()).idle_ends_at
    }
    const lastUsed = { last_seen_at: days(-5 / 1440), idle_ends_at: days(10 / 1440) }
    await sessions.updateTable('house.session').set(lastUsed).where('id', '=', session_id).execute()
    const before = await ends()
    expect((await ask('auth.me', undefined, `${cookie}; reading_again=1`)).body).toMatchObject({ result: { data: {} } })
    expect(await ends()).toEqual(before)
    await ask('auth.me', undefined, cookie)
    expect((await ends()).getTime()).toBeGreaterThan(before.getTime())
  })

  it('stands in the audit as such', async () => {
    const { cookie, declare } = await signedIn()
    const declaration = await declare()
    await ask('caseload.list', { declaration }, cookie)
    await ask('caseload.list', { declaration }, `${cookie}; reading_again=1`)
    const events = await database.owner.kysely
      .selectFrom('care.audit_event')
      .where('declaration_id', '=', declaration)
      .select('refresh')
      .orderBy('at')
      .execute()
    expect(events.map(({ refresh }) => refresh)).toEqual([false, true])
  })
})
