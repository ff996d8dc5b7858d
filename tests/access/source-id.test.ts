import { describe, expect, it } from 'vitest'

import { sourceUuid } from '../../server/access/source-id.ts'

describe('the id of a record from elsewhere', () => {
  it('is the same for ever', () => {
    expect(sourceUuid('https://records.example/id', 'a-1')).toBe(sourceUuid('https://records.example/id', 'a-1'))
    expect(sourceUuid('https://records.example/id', 'a-1')).toMatchInlineSnapshot(
      `"ec1a7cbe-583d-887f-ac23-3bcd48567561"`,
    )
  })

  it('is a UUID of version 8', () => {
    for (let number = 0; number < 100; number += 1) {
      expect(sourceUuid('test', String(number))).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
  })

  it.each([
    ['a', 'b/c', 'a/b', 'c'],
    ['a', '","b', 'a","', 'b'],
    ['', 'ab', 'ab', ''],
  ])('keeps (%s, %s) and (%s, %s) apart', (system, id, otherSystem, otherId) => {
    expect(sourceUuid(system, id)).not.toBe(sourceUuid(otherSystem, otherId))
  })
})
