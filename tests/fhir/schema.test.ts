import { describe, expect, it } from 'vitest'

import { read } from '../../server/fhir/schema/complaints.ts'
import { conditionSchema, procedureSchema } from '../../server/fhir/schema/entries.ts'
import { patientSchema } from '../../server/fhir/schema/person.ts'
import { date, dateTime } from '../../server/fhir/schema/primitives.ts'

const subject = { reference: 'Patient/1' }
const whyOf = (schema: Parameters<typeof read>[0], resource: unknown) => {
  const result = read(schema, resource)
  return result.ok ? undefined : result.why
}

describe('a date', () => {
  it.each(['1956', '1956-08', '1956-08-03', '2000-02-29', '2024-02-29', '0001-01-01'])('may be %s', (text) => {
    expect(date.safeParse(text).success).toBe(true)
  })

  it.each([
    '56',
    '1956-13',
    '1956-00',
    '1956-08-32',
    '1900-02-29',
    '2023-02-29',
    '03/08/1956',
    '1956-8-3',
    '0000-01-01',
    '',
  ])('may not be %j', (text) => {
    expect(date.safeParse(text).success).toBe(false)
  })

  it.each([
    '2016-12-10T02:39:21+00:00',
    '2016-12-10T02:39:21.123456789Z',
    '2016-12-10T02:39Z',
    '2016-12-10T02:39:21-14:00',
  ])('with a time may be %s', (text) => {
    expect(dateTime.safeParse(text).success).toBe(true)
  })

  it.each([
    '2016-12-10T02:39:21',
    '2016-12-10T25:00:00Z',
    '2016-12-10 02:39:21Z',
    '2016-12-10T02:60:00Z',
    '2016-12-10T02:00:00+15:00',
  ])('with a time may not be %s', (text) => {
    expect(dateTime.safeParse(text).success).toBe(false)
  })
})

describe('a resource that breaks a rule', () => {
  it.each([
    [{ birthDate: '31/12/1950' }, 'birthDate: must be a date such as 1956-08-03, 1956-08 or 1956'],
    [{ gender: 'woman' }, 'gender: must be one of male, female, other, unknown'],
    [{ name: { family: 'Single' } }, 'name: must be a list'],
    [{ name: [{ family: ['Smith'] }] }, 'name[0].family: must be text'],
    [{ name: [{ family: 'x'.repeat(201) }] }, 'name[0].family: must not be longer than 200 characters'],
    [{ name: Array.from({ length: 201 }, () => ({})) }, 'name: must hold no more than 200 items'],
    [
      { name: [{ family: 'a\0b' }] },
      'name[0].family: must not hold a character that cannot be stored (NUL, or half of a pair)',
    ],
    [
      { name: [{ family: '\uD800' }] },
      'name[0].family: must not hold a character that cannot be stored (NUL, or half of a pair)',
    ],
    [{ deceasedBoolean: 'yes' }, 'deceasedBoolean: must be true or false'],
    [{ address: [['1 Street']] }, 'address[0]: must be an object'],
    [{ telecom: [{ system: 'telex' }] }, 'telecom[0].system: must be one of phone, fax, email, pager, url, sms, other'],
    [{ identifier: [{ system: 'a b', value: '1' }] }, 'identifier[0].system: must be text without spaces'],
  ])('is told so by field and rule: %j', (broken, why) => {
    expect(whyOf(patientSchema, { resourceType: 'Patient', ...broken })).toBe(why)
  })

  it('is told the first three of its faults', () => {
    const broken = { gender: 1, birthDate: 2, name: 3, address: 4, telecom: 5 }
    expect(whyOf(patientSchema, broken)?.split('; ')).toEqual([
      expect.stringMatching(/^name: /),
      expect.stringMatching(/^telecom: /),
      expect.stringMatching(/^gender: /),
      'and 2 more',
    ])
  })

  it('is never told what it holds', () => {
    const secret = 'Do-not-print-me'
    const broken = {
      gender: secret,
      birthDate: secret,
      deceasedDateTime: secret,
      name: [{ use: secret, given: [[secret]] }],
    }
    expect(whyOf(patientSchema, broken)).not.toContain(secret)
  })

  it.each([
    [conditionSchema, { code: 'text' }, 'subject: is missing; code: must be an object'],
    [
      conditionSchema,
      { subject, clinicalStatus: { coding: [{ code: 'cured' }] } },
      /^clinicalStatus: must be one of active, /,
    ],
    [procedureSchema, { subject, status: 'done' }, /^status: must be one of preparation, /],
  ])('may be an entry: %#', (schema, broken, why) => {
    expect(whyOf(schema, broken)).toEqual(typeof why === 'string' ? why : expect.stringMatching(why))
  })
})

describe('a person whose sender did not keep to the types', () => {
  it('may have a given name as text, and an address as lines', () => {
    const result = read(patientSchema, { name: [{ given: 'Mary Ann' }], address: ['12 High Street', 'Beeston'] })
    expect(result).toMatchObject({
      ok: true,
      value: { name: [{ given: ['Mary Ann'] }], address: [{ line: ['12 High Street', 'Beeston'] }] },
    })
  })

  it('may have fields of nothing but space, which count as not sent', () => {
    const result = read(patientSchema, { name: [{ family: ' ', given: ['\t', 'Ann'] }] })
    expect(result).toMatchObject({ ok: true, value: { name: [{ family: undefined, given: [undefined, 'Ann'] }] } })
  })

  it('keeps nothing that was not asked for', () => {
    const result = read(patientSchema, {
      text: { div: '<script>' },
      photo: [{}],
      constructor: 1,
      ['__proto__']: { a: 1 },
    })
    expect(JSON.stringify(result)).not.toMatch(/script|photo|constructor|"a"/)
  })
})
