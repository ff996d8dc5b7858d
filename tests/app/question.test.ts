import { describe, expect, it } from 'vitest'

import { caseloadQuestion, practiceQuestion, readAddress, readSearch } from '../../app/components/list/question.ts'

const NOW = '2026-11-23T23:30:00Z'
const ME = '00000000-0000-4000-8000-000000000001'

const asked = (search: string) => caseloadQuestion(readAddress(new URLSearchParams(search)), undefined, ME, NOW)

describe('the address of a list', () => {
  it('asks for everyone in the list’s own order when it says nothing', () => {
    expect(asked('')).toEqual({ filter: {}, page: { filter: {} } })
  })

  it('asks for what it says', () => {
    expect(asked('status=onhold&manager=mine&review=week&sort=family_name&direction=desc&after=sealed').page).toEqual({
      filter: { status: ['onhold'], care_manager: ME, review_due_by: '2026-11-30' },
      sort: { by: 'family_name', direction: 'desc' },
      after: 'sealed',
    })
  })

  it('takes overdue for due before today', () => {
    expect(asked('review=overdue').filter).toEqual({ review_due_by: '2026-11-22' })
  })

  it('hands on what no list knows, so that the API can say so', () => {
    expect(asked('sort=shoe_size&review=__proto__').page).toMatchObject({
      sort: { by: 'shoe_size' },
      filter: { review_due_by: '__proto__' },
    })
  })
})

describe('what is typed into the search box', () => {
  it.each([
    ['943 476 5919', { nhs_number: '943 476 5919' }],
    ['9434765919', { nhs_number: '9434765919' }],
    ['Adey', { name: 'Adey' }],
    ['O’Neil 2', { name: 'O’Neil 2' }],
    [undefined, {}],
  ])('%j is looked for as %j', (text, filter) => {
    expect(readSearch(text)).toEqual(filter)
  })

  it('is looked for among a practice’s patients too', () => {
    expect(practiceQuestion(readAddress(new URLSearchParams()), 'Adey').page).toEqual({
      filter: { name: 'Adey' },
    })
  })
})
