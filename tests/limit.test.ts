import { describe, expect, it } from 'vitest'

import { createLimit } from '../server/limit.ts'

describe('a limit of five at once and two a second', () => {
  let clock = 0
  const may = createLimit(5, 2, () => clock)
  const many = (person: string, times: number) =>
    Array.from({ length: times }, () => may(person)).filter(Boolean).length

  it('lets five through, then two a second, and never saves up more than five', () => {
    expect(many('a', 10)).toBe(5)
    clock += 1_000
    expect(many('a', 10)).toBe(2)
    clock += 60_000
    expect(many('a', 10)).toBe(5)
  })

  it('is not put off by asking in vain', () => {
    clock += 60_000
    many('b', 5)
    for (let turn = 0; turn < 4; turn++) {
      clock += 125
      expect(may('b')).toBe(turn === 3)
    }
  })

  it('is each person’s own', () => {
    many('c', 10)
    expect(many('d', 10)).toBe(5)
  })
})
