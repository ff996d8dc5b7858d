import { describe, expect, it } from 'vitest'

import { pageOf, safeNext } from '../../app/api/paths.ts'

describe('a page to go on to, taken from an address', () => {
  it.each(['/', '/places/1/people?sort=status&direction=desc'])('may be %s', (next) => {
    expect(safeNext(next, '/otherwise')).toBe(next)
  })

  it.each([
    null,
    '',
    'places',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'https://evil.example',
    '/a b',
    'javascript:alert(1)',
  ])('may not be %j', (next) => {
    expect(safeNext(next, '/otherwise')).toBe('/otherwise')
  })
})

describe('the page that was asked for', () => {
  it('is told without what only the router adds to its requests', () => {
    const request = new Request('https://here.example/places/1/people?status=active&_data=routes%2Fx&index=')
    expect(pageOf(request)).toBe('/places/1/people?status=active')
  })
})
