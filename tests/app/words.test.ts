import { describe, expect, it } from 'vitest'

import { dateFrom, readForm } from '../../app/api/form.ts'
import { fieldsOf } from '../../app/components/forms/form-state.ts'
import { listInWords, midSentence, plainWords, sentenceCase, wordFor } from '../../app/words/choose.ts'
import { initialsOf, nhsNumberInGroups } from '../../app/words/person.ts'

describe('words', () => {
  it('stand for codes that are known, and codes that are not stand for themselves', () => {
    expect(wordFor({ active: 'Active' }, 'active')).toBe('Active')
    expect(wordFor({ active: 'Active' }, 'constructor')).toBe('constructor')
  })

  it.each([
    ['in-progress', 'in progress'],
    ['social_care_officer', 'social care officer'],
    ['gp', 'GP'],
    ['Re-do the dressing', 'Re-do the dressing'],
  ])('%j is plainly %j', (text, words) => {
    expect(plainWords(text)).toBe(words)
  })

  it('begin and go on in sentences', () => {
    expect(sentenceCase('élise')).toBe('Élise')
    expect(midSentence('Mental health')).toBe('mental health')
    expect(midSentence('NHS number status')).toBe('NHS number status')
    expect(listInWords(['a', 'b', 'c'])).toBe('a, b or c')
  })
})

describe('a person', () => {
  it('has an NHS number in threes and four', () => {
    expect(nhsNumberInGroups('9434765919')).toBe('943 476 5919')
    expect(nhsNumberInGroups('unknown')).toBe('unknown')
  })

  it.each([
    ['Mary Ashe', 'MA'],
    ['Órla', 'Ó'],
    ['Anne-Marie van der Berg', 'AB'],
    ['', ''],
  ])('called %j is %j for short', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('a form', () => {
  const sent = async (fields: Record<string, string>) =>
    readForm(new Request('https://here.example/', { method: 'POST', body: new URLSearchParams(fields) }))

  it('says nothing where nothing was typed', async () => {
    expect(await sent({ name: ' Grace ', reason: '  ' })).toEqual({ name: 'Grace' })
  })

  it('has a date in three boxes, given on as typed when it is none', () => {
    expect(dateFrom({ 'born-day': '5', 'born-month': '3', 'born-year': '1984' }, 'born')).toBe('1984-03-05')
    expect(dateFrom({ 'born-day': '31', 'born-month': 'Feb' }, 'born')).toBe('0000-Feb-31')
    expect(dateFrom({}, 'born')).toBeUndefined()
  })

  it('keeps what was typed, beside what is wrong with it', () => {
    const field = fieldsOf(
      { values: { name: 'G' }, errors: { name: 'Name must be longer' } },
      { name: 'Grace', status: 'active' },
    )
    expect(field('name')).toEqual({ id: 'name', name: 'name', defaultValue: 'G', error: 'Name must be longer' })
    expect(field('status')).toEqual({ id: 'status', name: 'status', defaultValue: 'active' })
  })
})
