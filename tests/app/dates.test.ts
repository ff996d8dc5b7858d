import { describe, expect, it } from 'vitest'

import {
  ageOn,
  dayInWords,
  dayOf,
  daysUntil,
  dueInWords,
  endOfDay,
  momentInWords,
  timeLeft,
} from '../../app/words/dates.ts'

const NOW = '2026-11-23T16:40:00Z'

describe('a day', () => {
  it.each([
    ['2026-11-03', '3 Nov 2026'],
    ['1941-07', 'Jul 1941'],
    ['1941', '1941'],
    ['2026-13-01', '2026'],
    ['not a day', 'not a day'],
    ['', ''],
  ])('%j reads as %j: as much of it as is known', (day, words) => {
    expect(dayInWords(day)).toBe(words)
  })

  it.each([
    ['2026-11-23', 'today'],
    ['2026-11-24', 'tomorrow'],
    ['2026-11-22', 'yesterday'],
    ['2026-11-25', 'in 2 days'],
    ['2026-11-03', '20 days ago'],
    ['2026-12-21', 'in 28 days'],
    ['2026-12-22', '22 Dec 2026'],
  ])('that falls on %s is due %s', (day, words) => {
    expect(dueInWords(day, NOW)).toBe(words)
  })

  it('is counted in London, over the change to and from summer time', () => {
    expect(dayOf('2026-06-30T23:30:00Z')).toBe('2026-07-01')
    expect(daysUntil('2026-03-30', '2026-03-28T23:59:00Z')).toBe(2)
    expect(daysUntil('2026-10-26', '2026-10-24T22:59:00Z')).toBe(2)
  })

  it('ends in London as the clocks stand there', () => {
    expect(endOfDay('2026-07-01')).toBe('2026-07-01T23:59:59+01:00')
    expect(endOfDay('2026-12-01')).toBe('2026-12-01T23:59:59+00:00')
    expect(endOfDay('soon')).toBe('soon')
  })
})

describe('an age', () => {
  it.each([
    ['1941-07-19', '2026-07-18', 84],
    ['1941-07-19', '2026-07-19', 85],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
  ])('of who was born on %s is on %s %d', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age)
  })

  it('is not told of whoever’s day of birth is not known', () => {
    expect(ageOn('1941', '2026-11-23')).toBeNull()
    expect(ageOn('1941-07', '2026-11-23')).toBeNull()
  })
})

describe('a moment', () => {
  it('reads as it was in London', () => {
    expect(momentInWords('2026-06-30T23:30:00Z')).toBe('1 Jul 2026, 00:30')
    expect(momentInWords('2026-11-23T16:40:00Z')).toBe('23 Nov 2026, 16:40')
  })

  it.each([
    ['2026-11-23T20:00:00Z', '3 h 20 min left'],
    ['2026-11-23T18:45:00Z', '2 h 05 min left'],
    ['2026-11-23T16:52:00Z', '12 min left'],
    ['2026-11-23T16:39:00Z', 'ended'],
  ])('%s is %s', (until, words) => {
    expect(timeLeft(until, NOW)).toBe(words)
  })
})
