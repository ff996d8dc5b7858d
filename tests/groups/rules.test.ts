import { describe, expect, it } from 'vitest'

import { isOpen, ruleFor, whoMayDeclare } from '../../server/access/catalogue/catalogue.ts'
import { roles } from '../../server/access/vocabulary.ts'
import type { Declared, HeldRole } from '../../server/groups/reads.ts'
import { currentAt, offersFor, placesOf } from '../../server/groups/rules.ts'

const both = ['group', 'practice'] as const

describe('what a role may say it is here for', () => {
  it.each(roles.flatMap((role) => both.map((kind) => ({ role, kind }))))(
    '$role at a $kind: only what the catalogue lets them declare and what is open',
    ({ role, kind }) => {
      for (const { purpose, route } of offersFor(role, kind)) {
        expect(whoMayDeclare.get(role)?.has(purpose)).toBe(true)
        expect(isOpen(purpose, route)).toBe(true)
        expect(ruleFor(role, purpose, route)).toBeDefined()
      }
    },
  )

  it.each([
    ['community_nurse', 'group', ['direct_care', 'care_coordination', 'safeguarding']],
    ['care_coordinator', 'group', ['care_coordination']],
    ['link_worker', 'group', ['direct_care']],
    ['practice_manager', 'group', []],
    ['system_administrator', 'group', []],
    ['gp', 'practice', ['direct_care', 'case_finding', 'safeguarding']],
    ['practice_manager', 'practice', ['patient_administration']],
  ] as const)('%s at a %s: the usual first', (role, kind, purposes) => {
    const wide = offersFor(role, kind).filter(({ route }) => route !== 'named_care_manager')
    expect(wide.map(({ purpose }) => purpose)).toEqual(purposes)
  })

  it('tells in a line what is opened and in a line what is not', () => {
    const [care] = offersFor('social_worker', 'group')
    expect(care?.opens).toBe(
      "Look after people on this group's list. Opens names, contact and address, health problems, social care, home and " +
        'family, safeguarding and end of life care, less what a person asked not to share.',
    )
    expect(care?.leaves_out).toBe('Does not open medicines, mental health, alcohol and drug use or sexual health.')
  })

  it('tells of clinical detail as one thing where none of it is opened', () => {
    const care = offersFor('social_worker', 'group').find(({ purpose }) => purpose === 'care_coordination')
    expect(care?.leaves_out).toBe('Does not open clinical detail, safeguarding or end of life care.')
  })

  it('asks for a reason and a person only where the policy does', () => {
    const offers = offersFor('community_nurse', 'group')
    const exceptional = offers.filter(({ reason_required, target }) => reason_required || target === 'patient')
    expect(exceptional.map(({ purpose, reviewed, hours }) => ({ purpose, reviewed, hours }))).toEqual([
      { purpose: 'safeguarding', reviewed: true, hours: 1 },
    ])
  })
})

const held = (place_id: string, role: HeldRole['role']): HeldRole => ({
  place_id,
  place_kind: 'group',
  place_name: `Group ${place_id}`,
  practitioner_role_id: `${place_id} ${role}`,
  role,
  organisation_id: 'organisation',
  organisation_name: 'City Council',
  organisation_kind: 'local_authority',
})

describe('places', () => {
  it('stand once each, with every role that is held there', () => {
    const places = placesOf([held('b', 'gp'), held('a', 'gp'), held('b', 'care_coordinator')])
    expect(places.map(({ id, roles: at }) => [id, at.map(({ role }) => role)])).toEqual([
      ['b', ['gp', 'care_coordinator']],
      ['a', ['gp']],
    ])
  })

  it('show what was said of them last', () => {
    const declared = (id: string, place_id: string): Declared => ({
      id,
      place_id,
      practitioner_role_id: 'role',
      role: 'gp',
      organisation_name: 'Rivergreen Surgery',
      purpose: 'direct_care',
      route: 'group_caseload',
      reason: null,
      patient_id: null,
      started_at: new Date('2026-11-23T09:00:00Z'),
      ends_at: new Date('2026-11-23T13:00:00Z'),
    })
    const newestFirst = [declared('2', 'a'), declared('1', 'a')]
    expect(currentAt('a', newestFirst)).toMatchObject({
      id: '2',
      purpose_words: 'direct care',
      ends_at: '2026-11-23T13:00:00.000Z',
    })
    expect(currentAt('b', newestFirst)).toBeNull()
  })
})
