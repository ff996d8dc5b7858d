import { describe, expect, it } from 'vitest'

import type { Entry, Preference, Reader, Subject } from './facts.ts'
import { isEntryShown, isReached, isShown } from './reading.ts'

const now = new Date('2026-03-02T09:00:00Z')
const before = (days: number) => new Date(now.getTime() - days * 86_400_000)

const socialWorker: Reader = {
  roleId: 'khan',
  role: 'social_worker',
  purpose: 'direct_care',
  route: 'group_caseload',
  kinds: ['local_authority'],
  holdsRole: true,
  practice: null,
  group: 'rivergreen',
  isMember: true,
  groupIsActive: true,
  organisationTakesPart: true,
  hasAgreement: true,
  target: null,
}
const gpAtHome: Reader = {
  ...socialWorker,
  roleId: 'sharma',
  role: 'gp',
  route: 'registered_practice',
  kinds: ['gp_practice'],
  group: null,
  practice: 'surgery',
}
const entry: Entry = {
  group: 'rivergreen',
  status: 'active',
  confirmed: true,
  careManager: null,
  namedBy: null,
  accepted: false,
  serviceTells: [],
}
const grace: Subject = {
  id: 'grace',
  practice: 'surgery',
  restricted: false,
  isReader: false,
  entries: [entry],
  preferences: [],
}

function said(
  effect: Preference['effect'],
  what: Preference['what'],
  daysAgo: number,
  to: Partial<Preference> = {},
): Preference {
  const recordedAt = before(daysAgo)
  return {
    effect,
    what,
    kind: null,
    group: null,
    startsAt: recordedAt,
    endsAt: null,
    recordedAt,
    withdrawnAt: null,
    recordedBy: 'tranter',
    ...to,
  }
}
const wishing = (...preferences: Preference[]): Subject => ({ ...grace, preferences })

describe('the plain reference', () => {
  it('shows a social worker of the group what their role needs, and no more', () => {
    expect(isShown(socialWorker, grace, 'clinical_summary', now)).toBe(true)
    expect(isShown(socialWorker, grace, 'medicines', now)).toBe(false)
  })

  it('needs every category of an entry', () => {
    expect(isEntryShown(socialWorker, grace, ['clinical_summary'], now)).toBe(true)
    expect(isEntryShown(socialWorker, grace, ['clinical_summary', 'mental_health'], now)).toBe(false)
  })

  it('hides what was objected to, and leaves what is always shown', () => {
    const objecting = wishing(said('deny', 'contact', 3), said('deny', 'identity', 3))
    expect(isShown(socialWorker, objecting, 'contact', now)).toBe(false)
    expect(isShown(socialWorker, objecting, 'identity', now)).toBe(true)
  })

  it('takes who objects to all out of the list, but not from their own practice', () => {
    const objecting = wishing(said('deny', 'all', 3))
    expect(isReached(socialWorker, objecting, now)).toBe(false)
    expect(isShown(gpAtHome, objecting, 'mental_health', now)).toBe(true)
    expect(isShown(gpAtHome, objecting, 'sexual_and_reproductive_health', now)).toBe(false)
  })

  it('goes past an objection to all for safeguarding of one person, in what is shown whatever the objections', () => {
    const safeguarding: Reader = { ...socialWorker, purpose: 'safeguarding', target: 'grace' }
    const objecting = wishing(said('deny', 'all', 3))
    expect(isShown(safeguarding, objecting, 'location', now)).toBe(true)
    expect(isShown(safeguarding, objecting, 'mental_health', now)).toBe(false)
    expect(isReached({ ...safeguarding, target: null }, grace, now)).toBe(false)
  })

  it('excepts from a broader objection only what was permitted later', () => {
    const lifted = said('permit', 'all', 1, { kind: 'local_authority' })
    expect(isReached(socialWorker, wishing(said('deny', 'all', 3), lifted), now)).toBe(true)
    expect(isReached(socialWorker, wishing(said('deny', 'all', 0.5), lifted), now)).toBe(false)
    const contactOnly = wishing(said('deny', 'all', 3), said('permit', 'contact', 1))
    expect(isReached(socialWorker, contactOnly, now)).toBe(false)
  })

  it('binds somebody with two hats by what was asked of either', () => {
    const twoHats: Reader = { ...socialWorker, kinds: ['local_authority', 'hospice'] }
    expect(isShown(twoHats, wishing(said('deny', 'contact', 3, { kind: 'hospice' })), 'contact', now)).toBe(false)
  })

  it('opens identity alone until the practice has confirmed', () => {
    const proposed: Subject = { ...grace, entries: [{ ...entry, status: 'planned', confirmed: false }] }
    expect(isShown(socialWorker, proposed, 'identity', now)).toBe(true)
    expect(isShown(socialWorker, proposed, 'administrative', now)).toBe(false)
  })

  it('hides where an S-flagged person is from everybody but their practice', () => {
    const flagged: Subject = { ...grace, restricted: true }
    expect(isShown(socialWorker, flagged, 'location', now)).toBe(false)
    expect(isShown(gpAtHome, flagged, 'location', now)).toBe(true)
  })

  it('never shows anybody their own record, nor what the law restricts', () => {
    expect(isReached(gpAtHome, { ...grace, isReader: true }, now)).toBe(false)
    expect(isShown(gpAtHome, grace, 'legally_restricted', now)).toBe(false)
  })
})
