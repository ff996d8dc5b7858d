import { expect, test } from 'vitest'

import { initialsOf } from '../server/initials.ts'
import { listed, sentenceCase } from '../server/words.ts'

test.each([
  [[], 'nothing'],
  [['one'], 'one'],
  [['one', 'two'], 'one and two'],
  [['one', 'two', 'three'], 'one, two and three'],
])('%j is listed as "%s"', (things, words) => {
  expect(listed(things)).toBe(words)
})

test('a list after a negation has "or"', () => {
  expect(listed(['one', 'two'], 'or')).toBe('one or two')
})

test.each([
  ['Mary Ashe', 'MA'],
  ['Sandeep Singh Khan', 'SK'],
  ['Órla Clarke', 'ÓC'],
  ['Cher', 'C'],
  ['', ''],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a sentence begins with a large letter', () => {
  expect(sentenceCase('direct care')).toBe('Direct care')
})
