import { describe, expect, it, test } from 'vitest'

import { objectionable } from '../../server/access/preferences.ts'
import type { Field } from '../../server/access/field.ts'
import { objectable, sentenceOf, whatWords } from '../../server/sharing/rules.ts'

const shown = (value: string): Field<string> => ({ state: 'shown', value })
const none: Field<string> = { state: 'shown', value: null, absent: 'known to be none' }

const wish = {
  effect: shown('deny'),
  what: shown('medicines'),
  organisation_kind: shown('local_authority'),
  group: none,
  said_by: shown('patient'),
}

describe('a wish in a sentence', () => {
  test.each([
    [{}, 'The person asked not to share their medicines with the council.'],
    [{ what: shown('all') }, 'The person asked not to share their whole record with the council.'],
    [
      { organisation_kind: none },
      'The person asked not to share their medicines with anyone outside their own practice.',
    ],
    [
      { group: shown('Clifton and Meadows') },
      'The person asked not to share their medicines with the council in Clifton and Meadows.',
    ],
    [
      { effect: shown('permit'), organisation_kind: shown('hospice') },
      'The person asked to share their medicines with hospices.',
    ],
    [{ said_by: shown('lpa') }, 'Their attorney (LPA) asked not to share their medicines with the council.'],
    [{ what: shown('risk_stratification'), organisation_kind: none }, 'The person asked not to be picked out by risk.'],
  ])('%j', (given, sentence) => {
    expect(sentenceOf({ ...wish, ...given })).toBe(sentence)
  })

  it('says nothing of a wish of which any part is withheld', () => {
    const what: Field<string> = { state: 'withheld', why: 'practice_only', canBreakGlass: false }
    expect(sentenceOf({ ...wish, what })).toBe('A wish about sharing that you cannot read.')
  })
})

describe('what a wish can name', () => {
  it('is what the gate takes, but for what case finding alone shows', () => {
    const categories = objectable.filter((what) => what !== 'all' && what !== 'risk_stratification')
    expect(objectionable).toEqual(expect.arrayContaining(categories))
    expect(categories).toContain('substance_use')
    expect(categories).not.toContain('identity')
    expect(categories).not.toContain('safety_alert')
  })

  it.each(objectable)('%s has words of its own', (what) => {
    expect(whatWords(what)).toMatch(/^their /)
  })
})
