import { describe, expect, it } from 'vitest'

import { namesIn, namesOf } from '../../server/fhir/links/references.ts'
import { sourceOf, sourceOfPatient } from '../../server/fhir/links/source.ts'
import type { Found } from '../../server/fhir/reading/resources.ts'
import { patientSchema } from '../../server/fhir/schema/person.ts'

const UUID = '0c1d2e3f-aaaa-4bbb-8ccc-000000000001'
const NHS = 'https://fhir.nhs.uk/Id/nhs-number'
const place = { file: 'a.json', line: 1, entry: undefined }
const found = (kind: string, given: Partial<Found> = {}): Found => ({
  place,
  scope: 'bundle',
  fullUrl: undefined,
  kind,
  resource: {},
  notes: [],
  ...given,
})

describe('what a reference means and what a resource is called', () => {
  const server = 'https://records.example/fhir'
  const onServer = { fullUrl: `${server}/Condition/c1` }
  it.each<[string, Partial<Found>, string | undefined, string]>([
    ['a UUID', { fullUrl: `urn:uuid:${UUID}` }, undefined, `urn:uuid:${UUID.toUpperCase()}`],
    ['a UUID that is an id', {}, UUID, `urn:uuid:${UUID}`],
    ['a UUID by kind', {}, UUID, `Condition/${UUID}`],
    ['an address', onServer, 'c1', `${server}/Condition/c1`],
    ['an address with a version', onServer, 'c1', `${server}/Condition/c1/_history/3`],
    ['relative to a server', onServer, 'c1', 'Condition/c1'],
    ['relative to a bundle', {}, 'c1', 'Condition/c1'],
    ['relative, outside of bundles', { scope: '' }, 'c1', 'Condition/c1'],
    ['a condition', {}, 'c1', 'Condition?identifier=https://records.example/id|7'],
    ['a condition, escaped', {}, 'c1', 'Condition?identifier=https%3A%2F%2Frecords.example%2Fid%7C7'],
  ])('meet by %s', (_, given, id, reference) => {
    const condition = found('Condition', given)
    const names = namesOf(condition, id, [{ system: 'https://records.example/id', value: '7' }])
    const from = found('Procedure', {
      fullUrl: `${server}/Procedure/p1`,
      scope: given.scope === '' ? 'elsewhere' : 'bundle',
    })
    expect(namesIn({ reference }, from, 'Condition').some((name) => names.includes(name))).toBe(true)
  })

  it('do not meet when two bundles use the same short id', () => {
    const names = namesOf(found('Condition', { scope: 'one' }), '1', [])
    expect(namesIn({ reference: 'Condition/1' }, found('Procedure', { scope: 'other' }), 'Condition')).not.toContain(
      names[0],
    )
  })

  it('meet by identifier alone', () => {
    const identifier = { system: NHS, value: '9990000018' }
    const names = namesOf(found('Patient'), undefined, [identifier])
    expect(namesIn({ identifier }, found('RelatedPerson'), 'Patient')).toEqual(names)
  })

  it.each([{}, { reference: '' }, { identifier: { value: '1' } }])('mean nothing when empty: %j', (reference) => {
    expect(namesIn(reference, found('Procedure'), 'Condition')).toEqual([])
  })
})

describe('where an entry comes from', () => {
  const none = { identifier: [] }
  it.each([
    ['its UUID', { fullUrl: `urn:uuid:${UUID}` }, none, { system: 'urn:uuid', id: `Condition/${UUID}` }],
    [
      'a UUID as id, also on a server',
      { fullUrl: `https://a.example/Condition/${UUID}` },
      { ...none, id: UUID },
      { system: 'urn:uuid', id: `Condition/${UUID}` },
    ],
    [
      'its address',
      { fullUrl: 'https://a.example/fhir/Condition/7' },
      { ...none, id: '7' },
      { system: 'https://a.example/fhir', id: 'Condition/7' },
    ],
    [
      'its id, within its source',
      {},
      { ...none, id: '7', meta: { source: 'https://a.example' } },
      { system: 'https://a.example', id: 'Condition/7' },
    ],
    [
      'its id, within what the practice sends',
      {},
      { ...none, id: '7' },
      { system: 'urn:ods:C84001', id: 'Condition/7' },
    ],
    ['its identifier', {}, { identifier: [{ system: 'x', value: '8' }] }, { system: 'x', id: 'Condition/8' }],
    ['nothing', {}, none, undefined],
  ])('is told by %s', (_, given, named, source) => {
    expect(sourceOf(found('Condition', given), named, 'C84001')).toEqual(source)
  })
})

describe('where a person comes from', () => {
  const record = { system: 'https://records.example/id', value: 'a-1' }
  const number = { system: NHS, value: '9990000018' }
  const ssn = { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-45-3348', type: { coding: [{ code: 'SS' }] } }
  const sourceFor = (resource: object, given: Partial<Found> = {}) =>
    sourceOfPatient(found('Patient', given), patientSchema.parse(resource), 'C84001')

  it('is told by the number a record system gave them, whatever else they carry and in whatever order', () => {
    const expected = { system: record.system, id: 'a-1' }
    expect(sourceFor({ id: UUID, identifier: [ssn, number, record] })).toEqual(expected)
    expect(sourceFor({ id: 'other', identifier: [record, { system: 'https://z.example', value: '1' }] })).toEqual(
      expected,
    )
    expect(sourceFor({ identifier: [{ system: 'https://z.example', value: '1' }, record] })).toEqual(expected)
  })

  it('is told by NHS number and birth date together, never by the number alone', () => {
    const [a, b] = ['1940-05-06', '1969-05-06'].map((birthDate) =>
      sourceFor({ id: '9990000018', identifier: [number], birthDate }),
    )
    expect(a).toEqual({ system: NHS, id: '9990000018/1940-05-06' })
    expect(b).not.toEqual(a)
  })

  it('takes the name where there is no birth date', () => {
    const sparse = sourceFor({ identifier: [number] })
    expect(sparse).toEqual({ system: NHS, id: '9990000018/' })
    expect(sourceFor({ identifier: [number], name: [{ family: 'Hale', given: ['Nora'] }] })).not.toEqual(sparse)
  })

  it.each([
    ['a wrong check digit', { system: NHS, value: '9990000019' }],
    ['a number of another country', ssn],
    ['a number no longer in use', { ...record, use: 'old' }],
    ['no system', { value: '1' }],
  ])('is not told by %s', (_, identifier) => {
    expect(sourceFor({ id: UUID, identifier: [identifier] })).toEqual({ system: 'urn:uuid', id: `Patient/${UUID}` })
  })
})
