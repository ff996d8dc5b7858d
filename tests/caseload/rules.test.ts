import { describe, expect, it, test } from 'vitest'

import { conditionsOf, endStatus } from '../../server/caseload/rules.ts'

describe('a filter', () => {
  it('that says nothing is no condition', () => {
    expect(conditionsOf({})).toEqual([])
  })

  test.each([
    [{ name: { name: 'ade' } }, { column: 'family_name', op: 'search', value: 'ade' }],
    [{ name: { nhs_number: '9990000018' } }, { column: 'nhs_number', op: 'eq', value: '9990000018' }],
    [{ nhs_number: '9990000018' }, { column: 'nhs_number', op: 'eq', value: '9990000018' }],
    [{ status: ['active', 'onhold'] }, { column: 'status', op: 'in', value: ['active', 'onhold'] }],
    [{ reason: 'other' }, { column: 'reason', op: 'eq', value: 'other' }],
    [{ care_manager: 'nobody' }, { column: 'care_manager_id', op: 'blank' }],
    [{ care_manager: 'a-role' }, { column: 'care_manager_id', op: 'eq', value: 'a-role' }],
    [{ review_due_by: '2026-11-23' }, { column: 'review_due', op: 'lte', value: '2026-11-23' }],
  ])('%j is one condition', (filter, condition) => {
    expect(conditionsOf(filter)).toEqual([condition])
  })

  it('of several parts is all of them', () => {
    expect(conditionsOf({ name: { name: 'b' }, status: ['active'], review_due_by: '2026-01-01' })).toHaveLength(3)
  })
})

test.each([
  ['goals_met', 'finished'],
  ['moved_away', 'finished'],
  ['person_asked', 'finished'],
  ['died', 'finished'],
  ['not_suitable', 'cancelled'],
  ['other', 'finished'],
] as const)('an entry that ends because of %s is %s', (reason, status) => {
  expect(endStatus(reason)).toBe(status)
})
