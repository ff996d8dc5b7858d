import { describe, expect, it } from 'vitest'

import { isFromOwnPage, ownOrigins } from '../../server/http/origin.ts'

const origins = ownOrigins(new URL('https://caseload.example.nhs.uk'), 3000)
const origin = 'https://caseload.example.nhs.uk'

describe('a request that changes something', () => {
  it('is taken from our own page', () => {
    expect(isFromOwnPage({ origin, secFetchSite: 'same-origin' }, origins)).toBe(true)
  })

  it('is taken from a browser too old to say more than its origin', () => {
    expect(isFromOwnPage({ origin, secFetchSite: undefined }, origins)).toBe(true)
  })

  it.each([
    ['another site', 'https://evil.example', 'cross-site'],
    ['another site that says less', 'https://evil.example', undefined],
    ['a sibling of our host', 'https://other.example.nhs.uk', 'same-site'],
    ['our host by another scheme', 'http://caseload.example.nhs.uk', undefined],
    ['our host by another port', 'https://caseload.example.nhs.uk:8443', undefined],
    ['a name that begins with ours', 'https://caseload.example.nhs.uk.evil.example', undefined],
    ['a sandboxed frame', 'null', 'cross-site'],
    ['no page at all', undefined, undefined],
    ['a page that forged its origin', 'https://caseload.example.nhs.uk', 'cross-site'],
    ['the address bar', undefined, 'none'],
  ])('is refused from %s', (_from, claimed, secFetchSite) => {
    expect(isFromOwnPage({ origin: claimed, secFetchSite }, origins)).toBe(false)
  })
})

describe('our own origins', () => {
  it('are this machine’s names and the port in sample mode', () => {
    expect([...ownOrigins(undefined, 3000)]).toEqual([
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ])
  })
})
