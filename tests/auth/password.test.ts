import { describe, expect, it } from 'vitest'

import { createPasswordCheck, hashPassword, PASSWORD_MAX_LENGTH } from '../../server/auth/password.ts'

const passwords = await createPasswordCheck()

describe('a password', () => {
  it('is kept as argon2id with a salt, at the cost that OWASP asks for', async () => {
    const [once, again] = [await hashPassword('nine blue herons'), await hashPassword('nine blue herons')]
    expect(once).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(again).not.toBe(once)
  })

  it('matches itself, however the keyboard composed it, and nothing else', async () => {
    const kept = await hashPassword('Zoë walks by the Trent')
    expect(await passwords.matches('Zoe\u0308 walks by the Trent', kept)).toBe(true)
    expect(await passwords.matches('zoë walks by the Trent', kept)).toBe(false)
    expect(await passwords.matches('', kept)).toBe(false)
  })

  it('matches nothing where there is no account', async () => {
    expect(await passwords.matches('nine blue herons', undefined)).toBe(false)
  })

  it('longer than the most is refused, and not cut to one that fits', async () => {
    const longest = 'a'.repeat(PASSWORD_MAX_LENGTH)
    const kept = await hashPassword(longest)
    expect(await passwords.matches(longest, kept)).toBe(true)
    expect(await passwords.matches(longest + 'a', kept)).toBe(false)
  })

  it('takes as long to compare with nothing as with another', async () => {
    const kept = await hashPassword('nine blue herons')
    const known: number[] = []
    const unknown: number[] = []
    // In turns, so that whatever else this machine does falls on both.
    for (let turn = 0; turn < 9; turn++) {
      known.push(await timed(() => passwords.matches('not it', kept)))
      unknown.push(await timed(() => passwords.matches('not it', undefined)))
    }
    expect(median(unknown) / median(known)).toBeGreaterThan(0.6)
    expect(median(unknown) / median(known)).toBeLessThan(1.6)
  })
})

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
