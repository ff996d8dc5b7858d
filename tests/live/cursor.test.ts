import { randomBytes } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { cursorsWith } from '../../server/live/cursor.ts'

const cursors = cursorsWith(randomBytes(32))
const cursor = { placeId: 'place', rev: 41, sealedAt: 1_763_900_000_000 }

describe('a sealed cursor', () => {
  it('opens for the session and the place that it was sealed for', () => {
    expect(cursors.unseal('session', 'place', cursors.seal('session', cursor))).toEqual(cursor)
  })

  it('does not open for another session, another place, or under another key', () => {
    const sealed = cursors.seal('session', cursor)
    expect(cursors.unseal('other', 'place', sealed)).toBeNull()
    expect(cursors.unseal('session', 'other', sealed)).toBeNull()
    expect(cursorsWith(randomBytes(32)).unseal('session', 'place', sealed)).toBeNull()
  })

  it('has one length whatever it holds, and is never twice the same', () => {
    const revs = [0, 1, 999, 2 ** 40, Number.MAX_SAFE_INTEGER]
    const sealed = revs.map((rev) => cursors.seal('session', { ...cursor, rev }))
    expect(new Set(sealed.map((text) => text.length)).size).toBe(1)
    expect(cursors.seal('session', cursor)).not.toBe(cursors.seal('session', cursor))
  })

  it('does not open when a single character of it was changed', () => {
    const sealed = cursors.seal('session', cursor)
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
      // The last character can hold bits that no byte uses.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'))) continue
      expect(cursors.unseal('session', 'place', changed)).toBeNull()
    }
  })

  it.each(['', 'x', 'A'.repeat(59), 'A'.repeat(60), '💥'.repeat(30), '\0'])('is not %j', (text) => {
    expect(cursors.unseal('session', 'place', text)).toBeNull()
  })
})
