import { describe, expect, it, test } from 'vitest'

import { type Category, categories } from '../../server/access/categories.ts'
import type { Field } from '../../server/access/field.ts'
import { reasons } from '../../server/access/reasons.ts'
import {
  cutShort,
  type Explained,
  headingOf,
  headings,
  type RecordParts,
  sectionsOf,
  sharedWith,
  timelineOf,
} from '../../server/patients/rules.ts'
import { partNames, type PartName } from '../../server/patients/schema.ts'

const shown = (value: string): Field<string> => ({ state: 'shown', value })
const empty: Field<string> = { state: 'shown', value: null, absent: 'not recorded' }

const noParts = Object.fromEntries(partNames.map((name) => [name, []])) as unknown as RecordParts

const base = (id: string) => ({ id, patient_id: 'patient', versions: {} })

function condition(id: string, onset: Field<string>, about: Category[] = ['clinical_summary'], recorded = empty) {
  const rest = { clinical_status: empty, verification_status: empty, abated_on: empty, recorded_on: recorded }
  return { ...base(id), categories: about, name: shown(id), onset_on: onset, ...rest }
}

function telling(effect: Explained['effect'], reason: Explained['reason']): (category: Category) => Explained {
  return () => ({ effect, reason, words: reasons[reason], canBreakGlass: false, shownTo: [] })
}

describe('the headings of a record', () => {
  test('are one for each category', () => {
    expect(headings.map(({ category }) => category).sort()).toEqual([...categories].sort())
  })

  test.each([
    ['show', 'needed', 'open'],
    ['show_unless_objected', 'needed_unless_objected', 'conditional'],
    ['withhold', 'not_needed_or_not_shared', 'withheld'],
  ] as const)('of what is "%s" say %s: %s', (effect, reason, state) => {
    const sections = sectionsOf({}, noParts, telling(effect, reason))
    expect(new Set(sections.map((section) => section.state))).toEqual(new Set([state]))
  })

  test('say of somebody unconfirmed that they wait, but not of what is withheld anyway', () => {
    const person = { unconfirmed: true }
    const waiting = sectionsOf(person, noParts, telling('show', 'needed'))
    expect(waiting.filter(({ reason }) => reason === 'needed').map(({ category }) => category)).toEqual(['identity'])
    const withheld = sectionsOf(person, noParts, telling('withhold', 'not_needed_or_not_shared'))
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['not_needed_or_not_shared']))
  })

  test('have each row of each part under exactly one of them', () => {
    const lists = { ...noParts, conditions: [condition('one', empty), condition('two', empty, ['mental_health'])] }
    const rows = sectionsOf({}, lists, telling('show', 'needed')).flatMap((section) => section.rows)
    expect(rows.map(({ id }) => id).sort()).toEqual(['one', 'two'])
  })
})

describe('the heading of a row', () => {
  test.each<[PartName, Category[], Category]>([
    ['conditions', ['clinical_summary'], 'clinical_summary'],
    ['conditions', ['clinical_summary', 'mental_health'], 'mental_health'],
    ['encounters', ['clinical_summary', 'sexual_and_reproductive_health'], 'sexual_and_reproductive_health'],
    ['encounters', ['mental_health', 'substance_use'], 'substance_use'],
    ['medicines', ['medicines', 'mental_health'], 'medicines'],
    ['notes', ['social_care'], 'social_care'],
    ['notes', ['safety_alert'], 'safety_alert'],
    ['goals', ['unclassified'], 'unclassified'],
    ['addresses', [], 'location'],
    ['names', ['identity'], 'identity'],
  ])('of %s about %j is %s', (part, about, heading) => {
    expect(headingOf(part, about)).toBe(heading)
  })
})

describe('the timeline', () => {
  it('merges what is dated, newest first, times after the day they are in', () => {
    const encounter = {
      name: shown('visit'),
      reason: empty,
      class: empty,
      status: empty,
      ended_at: empty,
      provider: empty,
    }
    const lists: RecordParts = {
      ...noParts,
      conditions: [condition('old', shown('2011-03-01')), condition('same day', shown('2026-11-23'))],
      encounters: [{ ...base('visit'), ...encounter, started_at: shown('2026-11-23T10:00:00.000Z') }],
    }
    expect(timelineOf(lists).map(({ id }) => id)).toEqual(['visit', 'same day', 'old'])
  })

  it('takes the day of recording where that of onset is not known, and leaves out what has neither', () => {
    const lists = {
      ...noParts,
      conditions: [
        condition('undated', empty),
        condition('recorded', empty, ['clinical_summary'], shown('2020-02-02')),
      ],
    }
    expect(timelineOf(lists)).toMatchObject([{ id: 'recorded', at: '2020-02-02' }])
  })

  it('leaves out what has a date that is withheld', () => {
    const withheld: Field<string> = { state: 'withheld', why: 'not_needed_or_not_shared', canBreakGlass: false }
    expect(timelineOf({ ...noParts, conditions: [condition('hidden', withheld)] })).toEqual([])
  })
})

describe('whom a category is shared with', () => {
  test.each([
    [[], 'Not shared with the group'],
    [['gp', 'pharmacist'], 'Shared with GPs and pharmacists in the group'],
    [
      [
        'gp',
        'practice_nurse',
        'pharmacist',
        'community_nurse',
        'therapist',
        'mental_health_practitioner',
        'social_worker',
      ],
      'Shared with everyone in the group who gives care, except social care officers and link workers',
    ],
  ] as const)('%j reads: %s', (roles, words) => {
    expect(sharedWith(roles)).toBe(words)
  })
})

test('a part is cut short when it is as long as one answer may be', () => {
  const lists = { ...noParts, conditions: [condition('one', empty), condition('two', empty)] }
  expect(cutShort(lists, () => 2)).toEqual(['conditions'])
  expect(cutShort(lists, () => 3)).toEqual([])
})
