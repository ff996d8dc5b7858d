import { describe, expect, it } from 'vitest'

import { ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS } from '../../server/auth/attempts.ts'
import { createAuth } from '../../server/auth/auth.ts'
import type { SignInAttempt } from '../../server/auth/sign-in.ts'
import { secretsOf } from '../../server/secrets.ts'
import { addAccount, PASSWORD } from '../support/accounts.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const house = database.program.kysely
const owner = database.owner.kysely
const auth = await createAuth({ house, secrets: secretsOf('s'.repeat(32)), sampleMode: false })

let addresses = 0

/** An attempt from an address that nobody used before. */
function attempt(email: string, change: Partial<SignInAttempt> = {}): SignInAttempt {
  addresses += 1
  const address = `192.0.2.${addresses}`
  return { email, password: PASSWORD, address, userAgent: 'Test', cookieHeader: undefined, ...change }
}

async function answerTo(given: SignInAttempt): Promise<unknown> {
  return auth.signIn(given).then(
    () => 'signed in',
    (error: unknown) => error,
  )
}

describe('signing in', () => {
  it('opens a session for whoever has the password', async () => {
    const person = await addAccount(owner, { given_names: 'Amara', family_name: 'Diallo' })
    const { session } = await auth.signIn(attempt(`  ${person.email.toUpperCase()} `))
    expect(session).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      account_id: person.account_id,
      practitioner_id: person.practitioner_id,
      assurance_level: 1,
      display_name: 'Amara Diallo',
    })
  })

  it('sets a cookie that only this host, over https, and no script can read', async () => {
    const person = await addAccount(owner)
    const { cookie } = await auth.signIn(attempt(person.email))
    expect(cookie).toMatch(/^__Host-session=[a-z2-7]{40}; HttpOnly; Path=\/; SameSite=Lax; Secure$/)
    expect(auth.blankCookie).toBe('__Host-session=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure')
  })

  it('sets a plain cookie in sample mode, which runs over http', async () => {
    const sample = await createAuth({ house, secrets: secretsOf('s'.repeat(32)), sampleMode: true })
    const person = await addAccount(owner)
    const { cookie } = await sample.signIn(attempt(person.email))
    expect(cookie).toMatch(/^session=[a-z2-7]{40}; HttpOnly; Path=\/; SameSite=Lax$/)
  })

  it('ends the session that the browser had, and gives a new one', async () => {
    const person = await addAccount(owner)
    const first = await auth.signIn(attempt(person.email))
    const second = await auth.signIn(attempt(person.email, { cookieHeader: first.cookie }))
    expect(second.session.id).not.toBe(first.session.id)
    expect(await auth.recognise(first.cookie)).toBeNull()
    expect(await auth.recognise(second.cookie)).toEqual(second.session)
  })

  it('answers a wrong password, an unknown account and a disabled one alike', async () => {
    const known = await addAccount(owner)
    const disabled = await addAccount(owner)
    await disable(disabled.account_id)
    const answers = [
      await answerTo(attempt(known.email, { password: 'not the password' })),
      await answerTo(attempt('nobody@example.nhs.uk')),
      await answerTo(attempt(disabled.email)),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({
        code: 'invalid',
        message: 'The email address or the password is wrong. Check both and try again.',
      })
    }
  })
})

describe('attempts to sign in are limited', () => {
  it.each([
    ['on an account that exists', true],
    ['on one that does not', false],
  ])('%s, right password or not', async (_name, exists) => {
    const email = exists ? (await addAccount(owner)).email : 'unknown@example.nhs.uk'
    for (let tried = 0; tried < ATTEMPTS_PER_ACCOUNT; tried++) {
      expect(await answerTo(attempt(email, { password: 'guess' }))).toMatchObject({ code: 'invalid' })
    }
    expect(await answerTo(attempt(email, { password: 'guess' }))).toMatchObject({ code: 'too_many' })
    expect(await answerTo(attempt(email))).toMatchObject({ code: 'too_many' })
  })

  it('from one address, whatever accounts are tried', async () => {
    const address = '2001:db8:5::1'
    await fillAddress(address)
    const person = await addAccount(owner)
    expect(await answerTo(attempt(person.email, { address: '2001:db8:5::2' }))).toMatchObject({ code: 'too_many' })
    expect(await answerTo(attempt(person.email))).toBe('signed in')
  })

  it('though they come all at once', async () => {
    const { email } = await addAccount(owner)
    const many = Array.from({ length: 3 * ATTEMPTS_PER_ACCOUNT }, () => attempt(email, { password: 'guess' }))
    const answers = await Promise.all(many.map(answerTo))
    const looked = answers.filter((answer) => (answer as { code: string }).code === 'invalid')
    expect(looked.length).toBeLessThanOrEqual(ATTEMPTS_PER_ACCOUNT)
  })

  it('for a while only, and knocking in between does not make it longer', async () => {
    const { email } = await addAccount(owner)
    const guess = async (times: number) => {
      for (let tried = 0; tried < times; tried++) await answerTo(attempt(email, { password: 'guess' }))
    }
    await guess(ATTEMPTS_PER_ACCOUNT)
    await house
      .updateTable('house.sign_in_attempt')
      .set({ at: minutesAgo(14) })
      .execute()
    await guess(2 * ATTEMPTS_PER_ACCOUNT)
    await house
      .updateTable('house.sign_in_attempt')
      .set({ at: minutesAgo(16) })
      .where('at', '<', minutesAgo(13))
      .execute()
    expect(await answerTo(attempt(email))).toBe('signed in')
  })

  it('and those that succeed do not count', async () => {
    const { email } = await addAccount(owner)
    for (let tried = 0; tried < ATTEMPTS_PER_ACCOUNT + 1; tried++) {
      expect(await answerTo(attempt(email))).toBe('signed in')
    }
  })

  it('without keeping whose they were, or any of them for longer than a day', async () => {
    const { email } = await addAccount(owner)
    await answerTo(attempt(email, { address: '198.51.100.77' }))
    const kept = JSON.stringify(await house.selectFrom('house.sign_in_attempt').selectAll().execute())
    expect(kept).not.toContain(email)
    expect(kept).not.toContain('198.51.100.77')

    await house
      .updateTable('house.sign_in_attempt')
      .set({ at: minutesAgo(25 * 60) })
      .execute()
    await answerTo(attempt(email))
    expect(await house.selectFrom('house.sign_in_attempt').selectAll().execute()).toHaveLength(1)
  })
})

async function disable(accountId: string): Promise<void> {
  await owner.updateTable('house.account').set({ disabled_at: new Date() }).where('id', '=', accountId).execute()
}

async function fillAddress(address: string): Promise<void> {
  for (let tried = 0; tried < ATTEMPTS_PER_ADDRESS; tried++) {
    await answerTo(attempt(`${tried}@example.nhs.uk`, { address, password: 'guess' }))
  }
}

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000)
}
