import { describe, expect, it } from 'vitest'

import { bitOf } from '../../server/access/categories.ts'
import { LinkIndex } from '../../server/fhir/links/index.ts'
import { whyNotOnCaseload } from '../../server/fhir/people/caseload.ts'
import { deathOf } from '../../server/fhir/people/death.ts'
import { nameInUse, namesOfPerson } from '../../server/fhir/people/names.ts'
import { readNumber } from '../../server/fhir/people/nhs-number-status.ts'
import { particularsOf } from '../../server/fhir/people/particulars.ts'
import { isCurrent, lastDayOf } from '../../server/fhir/people/periods.ts'
import { registeredPractice } from '../../server/fhir/people/practice.ts'
import { type PatientResource, patientSchema } from '../../server/fhir/schema/person.ts'

const today = '2026-11-23'
const person = (given: object = {}): PatientResource => patientSchema.parse(given)
const NOTIFICATION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus'
const notified = (code: string) => ({
  url: NOTIFICATION,
  extension: [{ url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ code }] } }],
})

describe('whether a person has died', () => {
  const date = { deceasedDateTime: '2015-05-05T10:00:00+01:00' }
  it.each([
    ['nothing', {}, false],
    ['a date', date, true],
    ['a year', { deceasedDateTime: '2015' }, true],
    ['yes', { deceasedBoolean: true }, true],
    ['no', { deceasedBoolean: false }, false],
    ['an informal notification', { extension: [notified('1')] }, true],
    ['a formal notification', { extension: [notified('2')] }, true],
    ['a formal notification with a date', { ...date, extension: [notified('2')] }, true],
    ['a removed notification', { extension: [notified('U')] }, false],
    ['a removed notification beside a date', { ...date, extension: [notified('U')] }, false],
    ['a removed notification beside yes', { deceasedBoolean: true, extension: [notified('U')] }, false],
  ])('is told by %s: %j is %s', (_, given, deceased) => {
    expect(deathOf(person(given)).deceased).toBe(deceased)
  })

  it('asks for a check where a removed notification stands beside a death', () => {
    expect(deathOf(person({ ...date, extension: [notified('U')] })).note).toContain('please check')
    expect(deathOf(person({ extension: [notified('U')] })).note).toBeUndefined()
  })

  it('keeps when, as far as that is known', () => {
    expect(deathOf(person(date)).deceased_at).toBe('2015-05-05T10:00:00+01:00')
    expect(deathOf(person({ deceasedDateTime: '2015-05' })).deceased_at).toBe('2015-05-01T00:00:00Z')
    expect(deathOf(person({ deceasedBoolean: true })).deceased_at).toBeNull()
  })
})

describe('the name by which a person is listed', () => {
  const ended = { period: { end: '2025-12-31' } }
  const label = {
    extension: [
      {
        url: 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label',
        valueCoding: { code: 'R' },
      },
    ],
  }
  const listed = (...name: object[]) => nameInUse(person({ name }).name, today).family_name

  it.each([
    [
      'usual before official',
      [
        { use: 'official', family: 'B' },
        { use: 'usual', family: 'A' },
      ],
      'A',
    ],
    [
      'official before maiden',
      [
        { use: 'maiden', family: 'B' },
        { use: 'official', family: 'A' },
      ],
      'A',
    ],
    [
      'one that holds before one that has ended',
      [
        { use: 'usual', family: 'B', ...ended },
        { use: 'temp', family: 'A' },
      ],
      'A',
    ],
    ['one that has ended where there is no other', [{ use: 'usual', family: 'A', ...ended }], 'A'],
    [
      'never one that the law protects',
      [
        { use: 'usual', family: 'B', ...label },
        { use: 'maiden', family: 'A' },
      ],
      'A',
    ],
    ['none where there is only one that the law protects', [{ use: 'usual', family: 'B', ...label }], null],
    ['the words where there are no parts', [{ text: 'Peter Chalmers' }], 'Peter Chalmers'],
    ['none where a name is empty', [{ use: 'usual' }], null],
  ])('%s', (_, names, family) => {
    expect(listed(...names)).toBe(family)
  })

  it.each(["O'Keefe", 'Gutmann970', 'MCCARTHY', 'Núñez-Ångström', '!', '.', '=1+1', 'null', '\u202Etest', 'Ｍary'])(
    'is kept as it came: %s',
    (family) => {
      const [row] = namesOfPerson(person({ name: [{ family, given: ['Ann', 'Bee'] }] }).name)
      expect(row).toMatchObject({ family_name: family, given_names: 'Ann Bee' })
    },
  )

  it('is one of several, each kept; a protected one is legally restricted', () => {
    const rows = namesOfPerson(person({ name: [{ family: 'Now' }, { family: 'Then', ...label }] }).name)
    expect(rows.map(({ family_name, categories }) => [family_name, categories])).toEqual([
      ['Now', bitOf('identity')],
      ['Then', bitOf('legally_restricted')],
    ])
  })
})

describe('a period', () => {
  it.each([
    [{}, true],
    [{ period: { end: '2026-11-23' } }, true],
    [{ period: { end: '2026-11-22T23:59:59Z' } }, false],
    [{ period: { end: '2026-11' } }, true],
    [{ period: { end: '2026' } }, true],
    [{ period: { end: '2025' } }, false],
    [{ period: { start: '2026-11-24' } }, false],
    [{ period: { start: '2026' } }, true],
    [{ use: 'old' }, false],
  ])('%j holds on 23 November 2026: %s', (given, holds) => {
    expect(isCurrent(given, today)).toBe(holds)
  })

  it.each([
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
    ['2023-02', '2023-02-28'],
    ['2024-02-05T10:00:00Z', '2024-02-05'],
  ])('that ends in %s ends on %s', (end, day) => {
    expect(lastDayOf(end)).toBe(day)
  })
})

describe('who is not put on a caseload', () => {
  it.each([
    ['an adult', { birthDate: '1950-01-01' }, undefined],
    ['somebody of 18 today', { birthDate: '2008-11-23' }, undefined],
    ['somebody of 18 tomorrow', { birthDate: '2008-11-24' }, 'is recorded as under 18'],
    ['somebody who may be 18', { birthDate: '2008' }, 'is recorded as under 18'],
    ['somebody who must be 18', { birthDate: '2007' }, undefined],
    ['somebody whose age is not recorded', {}, undefined],
    ['somebody whose record was replaced', { link: [{ type: 'replaced-by' }] }, 'another record has replaced this one'],
    ['somebody whose record replaces another', { link: [{ type: 'replaces' }] }, undefined],
  ])('%s', (_, given, why) => {
    expect(whyNotOnCaseload(person(given), false, today)).toBe(why)
  })

  it('the dead', () => {
    expect(whyNotOnCaseload(person({ birthDate: '1950-01-01' }), true, today)).toBe('is recorded as dead')
  })
})

describe('where a person is registered', () => {
  const practices = new Map([
    ['C84001', 'ours'],
    ['C84002', 'theirs'],
  ])
  const at = (value: string, more: object = {}) => ({
    identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value, ...more },
  })
  const index = new LinkIndex()
  index.addOrganisation(['urn:uuid:practice'], { odsCode: 'c84002', name: 'Theirs' })
  const from = { scope: '', fullUrl: undefined, kind: 'Patient' }

  it.each([
    ['with nobody named', [], 'ours'],
    ['with us', [at('C84001')], 'ours'],
    ['with a practice we know', [at('C84002')], 'theirs'],
    ['with a practice that stands elsewhere in the file', [{ reference: 'urn:uuid:practice' }], 'theirs'],
    ['with a practice nobody knows here', [at('Y12345')], null],
    ['no longer with them', [at('Y12345', { period: { end: '2025-12-31' } })], 'ours'],
    ['with a person, which says nothing of a practice', [{ reference: 'Practitioner/1' }], 'ours'],
  ])('%s', (_, generalPractitioner, id) => {
    const practice = { id: 'ours', odsCode: 'C84001' }
    expect(registeredPractice(person({ generalPractitioner }), from, index, { practice, practices, today })).toBe(id)
  })
})

describe('an NHS number', () => {
  const NHS = 'https://fhir.nhs.uk/Id/nhs-number'
  const status = (code: string) => ({
    extension: [
      {
        url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
        valueCodeableConcept: { coding: [{ code }] },
      },
    ],
  })

  it.each([
    ['01', 'number-present-and-verified'],
    ['number-present-but-not-traced', 'number-present-but-not-traced'],
    ['made-up', null],
  ])('carries its verification status: %s', (code, expected) => {
    const given = { identifier: [{ system: NHS, value: '999 000 0018', ...status(code) }] }
    expect(readNumber(person(given))).toMatchObject({
      nhs_number: '9990000018',
      nhs_number_status: expected,
      notes: [],
    })
  })

  it('with a wrong check digit is left out and told of, without being repeated', () => {
    const { nhs_number, notes } = readNumber(person({ identifier: [{ system: NHS, value: '9990000019' }] }))
    expect(nhs_number).toBeNull()
    expect(notes).toEqual(['identifier: the NHS number is not kept, since its check digit is wrong'])
  })

  it('is of its own system alone', () => {
    expect(
      readNumber(person({ identifier: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: '9990000018' }] })),
    ).toEqual({
      nhs_number: null,
      nhs_number_status: null,
      notes: [],
    })
  })
})

describe('a person’s background', () => {
  const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-'
  const coded = (system: string, code: string) => ({ coding: [{ system, code, display: 'Words from the file' }] })

  it('is told in our own words', () => {
    const given = {
      maritalStatus: coded('http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', 'W'),
      communication: [{ language: coded('urn:ietf:bcp:47', 'cy-GB') }],
      extension: [
        {
          url: `${UK_CORE}EthnicCategory`,
          valueCodeableConcept: coded('https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory', 'B'),
        },
        {
          url: `${UK_CORE}NHSCommunication`,
          extension: [
            {
              url: 'language',
              valueCodeableConcept: coded('https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage', 'q4'),
            },
            { url: 'interpreterRequired', valueBoolean: true },
          ],
        },
      ],
    }
    expect(particularsOf(person(given))).toMatchObject({
      marital_status: 'Widowed',
      ethnic_category: 'Irish',
      religion: null,
      first_language: 'British Sign Language',
      needs: ['Interpreter: British Sign Language'],
      notes: [],
    })
  })

  it('leaves out a code without words, and says so', () => {
    expect(particularsOf(person({ maritalStatus: coded('test', 'X') }))).toMatchObject({
      marital_status: null,
      notes: ['marital_status: its code is not one that we have words for, and is left out'],
    })
  })
})
