import { describe, expect, it } from 'vitest'

import { createAuth } from '../../server/auth/auth.ts'
import { noteUse } from '../../server/auth/open-sessions.ts'
import { secretsOf } from '../../server/secrets.ts'
import { addAccount, PASSWORD } from '../support/accounts.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const house = database.program.kysely
const owner = database.owner.kysely
const auth = await createAuth({ house, secrets: secretsOf('s'.repeat(32)), sampleMode: false })

async function signIn(email?: string) {
  const person = email === undefined ? (await addAccount(owner)).email : email
  const given = { email: person, password: PASSWORD, address: '192.0.2.1', userAgent: 'Test', cookieHeader: undefined }
  return { email: person, ...(await auth.signIn(given)) }
}

/** The row of a session, as the database keeps it. */
async function rowOf(id: string) {
  return owner.selectFrom('house.session').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Moves every moment of a session into the past, as if that many minutes had gone by. */
async function letPass(id: string, minutes: number) {
  const row = await rowOf(id)
  const earlier = (moment: Date) => new Date(moment.getTime() - minutes * 60_000)
  await owner
    .updateTable('house.session')
    .set({
      created_at: earlier(row.created_at),
      last_seen_at: earlier(row.last_seen_at),
      idle_ends_at: earlier(row.idle_ends_at),
      absolute_ends_at: earlier(row.absolute_ends_at),
    })
    .where('id', '=', id)
    .execute()
}

describe('a session', () => {
  it('is known by a secret that the database does not hold', async () => {
    const { session, cookie } = await signIn()
    const secret = /session=([a-z2-7]+)/.exec(cookie)?.[1] ?? ''
    const row = await rowOf(session.id)
    expect(secret).toHaveLength(40)
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(row.secret_hash).toHaveLength(32)
    expect(await auth.recognise(`__Host-session=${row.secret_hash.toString('hex')}`)).toBeNull()
    expect(await auth.recognise(`__Host-session=${row.id}`)).toBeNull()
  })

  it.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['another cookie', 'theme=dark'],
    ['an empty session', '__Host-session='],
    ['a session that never was', '__Host-session=abcdefghijklmnopqrstuvwxyz234567abcdefgh'],
    ['a lone percent sign', '__Host-session=%; other=%E0%A4%A'],
    ['a zero byte', '__Host-session=%00'],
    ['the plain name of sample mode', 'session=abcdefghijklmnopqrstuvwxyz234567abcdefgh'],
  ])('is not to be had with %s', async (_name, header) => {
    expect(await auth.validate(header)).toBeNull()
    expect(await auth.recognise(header)).toBeNull()
  })

  it('stays open while it is used, and ends 15 minutes after', async () => {
    const { session, cookie } = await signIn()
    for (let turn = 0; turn < 3; turn++) {
      await letPass(session.id, 14)
      expect(await auth.validate(cookie)).toEqual(session)
    }
    await letPass(session.id, 15)
    expect(await auth.validate(cookie)).toBeNull()
  })

  it('is not kept open by what the browser does by itself', async () => {
    const { session, cookie } = await signIn()
    await letPass(session.id, 8)
    expect(await auth.recognise(cookie)).toEqual(session)
    expect(await auth.stillOpen([session.id])).toEqual(new Set([session.id]))
    await letPass(session.id, 8)
    expect(await auth.recognise(cookie)).toBeNull()
    expect(await auth.stillOpen([session.id])).toEqual(new Set())
  })

  it('ends after 10 hours, however much it is used', async () => {
    const { session, cookie } = await signIn()
    for (let minutes = 0; minutes < 10 * 60 - 14; minutes += 14) {
      await letPass(session.id, 14)
      expect(await auth.validate(cookie)).toEqual(session)
    }
    await letPass(session.id, 14)
    expect(await auth.recognise(cookie)).toBeNull()
    expect(await auth.stillOpen([session.id])).toEqual(new Set())
    expect(await auth.validate(cookie)).toBeNull()
  })

  it('has its use written down at most once a minute', async () => {
    const { session, cookie } = await signIn()
    const before = await rowOf(session.id)
    await auth.validate(cookie)
    expect(await rowOf(session.id)).toEqual(before)
    await letPass(session.id, 1.1)
    await auth.validate(cookie)
    const after = await rowOf(session.id)
    expect(after.last_seen_at.getTime()).toBeGreaterThanOrEqual(before.last_seen_at.getTime())
    await auth.validate(cookie)
    expect(await rowOf(session.id)).toEqual(after)
    // As do several requests at once, each of which found that it was time.
    await noteUse(house, after.secret_hash)
    expect(await rowOf(session.id)).toEqual(after)
  })

  it('ends at once when its account is disabled', async () => {
    const { session, cookie } = await signIn()
    await owner
      .updateTable('house.account')
      .set({ disabled_at: new Date() })
      .where('id', '=', session.account_id)
      .execute()
    expect(await auth.validate(cookie)).toBeNull()
    expect(await auth.stillOpen([session.id])).toEqual(new Set())
  })

  it('ends with signing out, for good', async () => {
    const { session, cookie } = await signIn()
    await auth.signOut(session)
    expect(await auth.validate(cookie)).toBeNull()
    await auth.signOut(session)
    expect(await auth.recognise(cookie)).toBeNull()
  })
})

describe('the list of sessions', () => {
  it('holds the open ones of that person, and says which is asking', async () => {
    await signIn()
    const first = await signIn()
    const second = await signIn(first.email)
    const ended = await signIn(first.email)
    await auth.signOut(ended.session)
    const list = await auth.sessions(second.session)
    expect(list.map(({ id, current, user_agent }) => ({ id, current, user_agent }))).toEqual([
      { id: second.session.id, current: true, user_agent: 'Test' },
      { id: first.session.id, current: false, user_agent: 'Test' },
    ])
  })

  it('lets a person end a session of theirs', async () => {
    const first = await signIn()
    const second = await signIn(first.email)
    await auth.revoke(second.session, first.session.id)
    expect(await auth.validate(first.cookie)).toBeNull()
    expect(await auth.validate(second.cookie)).toEqual(second.session)
  })

  it('lets nobody end one of another person, and does not say whether there is one', async () => {
    const mine = await signIn()
    const theirs = await signIn()
    const foreign = await auth.revoke(mine.session, theirs.session.id).catch((error: unknown) => error)
    const missing = await auth.revoke(mine.session, crypto.randomUUID()).catch((error: unknown) => error)
    expect(foreign).toMatchObject({ code: 'not_found' })
    expect(foreign).toEqual(missing)
    expect(await auth.validate(theirs.cookie)).toEqual(theirs.session)
  })
})
