import { describe, expect, it } from 'vitest'

import { bitOf, riskStratification, wholeRecord } from '../../server/access/categories.ts'
import { denialsOf, type Preference } from '../../server/access/denials.ts'

let recorded = 0

function wish(given: Partial<Preference> & Pick<Preference, 'effect' | 'what'>): Preference {
  recorded += 1
  return { organisation_kind: null, group_id: null, starts_at: 0, ends_at: null, recorded_at: recorded, ...given }
}

/** The mask denied to a kind of organisation, in a group, at a moment, as the gate's statement looks it up. */
function denied(preferences: Preference[], kind: string, group: string | null = 'some group', at = 10): number {
  return denialsOf(preferences)
    .filter(({ organisation_kind }) => organisation_kind === kind)
    .filter(
      ({ only_group_id, except_group_ids }) =>
        only_group_id === group || (only_group_id === null && !(group !== null && except_group_ids.includes(group))),
    )
    .filter(({ starts_at, ends_at }) => starts_at <= at && (ends_at === null || ends_at > at))
    .reduce((mask, row) => mask | row.denied, 0)
}

const has = (mask: number, bit: number) => (mask & bit) !== 0

describe('what a person’s wishes come to', () => {
  it('is nothing where there are none', () => {
    expect(denialsOf([])).toEqual([])
  })

  it('is one category for everybody, when that is what they named', () => {
    const mask = denied([wish({ effect: 'deny', what: 'mental_health' })], 'gp_practice')
    expect(mask).toBe(bitOf('mental_health'))
  })

  it('is every category, the whole record and risk stratification, when they objected to all', () => {
    const mask = denied([wish({ effect: 'deny', what: 'all' })], 'hospice')
    expect(
      [wholeRecord, riskStratification, bitOf('contact'), bitOf('end_of_life')].every((bit) => has(mask, bit)),
    ).toBe(true)
  })

  it('holds for the kind of organisation and the group that they named, and no other', () => {
    const wishes = [
      wish({ effect: 'deny', what: 'contact', organisation_kind: 'local_authority', group_id: 'meadows' }),
    ]
    expect(denied(wishes, 'local_authority', 'meadows')).toBe(bitOf('contact'))
    expect(denied(wishes, 'local_authority', 'clifton')).toBe(0)
    expect(denied(wishes, 'gp_practice', 'meadows')).toBe(0)
    expect(denied(wishes, 'local_authority', null)).toBe(0)
  })

  it('holds from when they said to when they said', () => {
    const wishes = [wish({ effect: 'deny', what: 'contact', starts_at: 5, ends_at: 15 })]
    expect([4, 5, 14, 15].map((at) => denied(wishes, 'hospice', null, at) !== 0)).toEqual([false, true, true, false])
  })

  it('lets a later, narrower permit except from a broader objection', () => {
    const deny = wish({ effect: 'deny', what: 'mental_health' })
    const permit = wish({ effect: 'permit', what: 'mental_health', organisation_kind: 'gp_practice' })
    expect(denied([deny, permit], 'gp_practice')).toBe(0)
    expect(denied([deny, permit], 'local_authority')).toBe(bitOf('mental_health'))
  })

  it('is not moved by a permit that was recorded before', () => {
    const permit = wish({ effect: 'permit', what: 'mental_health' })
    expect(denied([permit, wish({ effect: 'deny', what: 'mental_health' })], 'gp_practice')).toBe(
      bitOf('mental_health'),
    )
  })

  it('is not moved by a permit broader than the objection', () => {
    const deny = wish({ effect: 'deny', what: 'mental_health', organisation_kind: 'local_authority' })
    expect(denied([deny, wish({ effect: 'permit', what: 'all' })], 'local_authority')).toBe(bitOf('mental_health'))
  })

  it('keeps the objection to the whole record when one category is permitted again', () => {
    const mask = denied([wish({ effect: 'deny', what: 'all' }), wish({ effect: 'permit', what: 'contact' })], 'hospice')
    expect(has(mask, bitOf('contact'))).toBe(false)
    expect(has(mask, wholeRecord)).toBe(true)
  })

  it('comes back when the permit ends', () => {
    const wishes = [wish({ effect: 'deny', what: 'contact' }), wish({ effect: 'permit', what: 'contact', ends_at: 20 })]
    expect([10, 20].map((at) => denied(wishes, 'hospice', null, at))).toEqual([0, bitOf('contact')])
  })

  it('leaves one group out of an objection that holds everywhere', () => {
    const wishes = [
      wish({ effect: 'deny', what: 'contact' }),
      wish({ effect: 'permit', what: 'contact', group_id: 'meadows' }),
    ]
    expect(denied(wishes, 'hospice', 'meadows')).toBe(0)
    expect(denied(wishes, 'hospice', 'clifton')).toBe(bitOf('contact'))
  })
})
