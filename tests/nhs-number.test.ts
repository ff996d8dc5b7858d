import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { readNhsNumber } from '../server/nhs-number.ts'
import { readSought } from '../server/sought.ts'
import { sharedData } from './support/shared-data.ts'

interface Vectors {
  calculate_checksum: { identifier: string; checksum: number | null }[]
  standardise: { input: string; output: string }[]
  is_valid: { input: string; valid: boolean; note?: string }[]
}

const read = (name: string) => readFileSync(sharedData(`nhs-numbers/${name}`), 'utf8')
const vectors = JSON.parse(read('uk-fci-nhs_number_cases.json')) as Vectors

/** Our rule differs from the vectors' in two numbers: ten equal digits, and the day within a Scottish CHI number. */
const apart = new Set(['0000000000', '0113011113'])

describe('an NHS number', () => {
  it.each([
    ['4010232137', '4010232137'],
    ['401 023 2137', '4010232137'],
    ['401-023-2137', '4010232137'],
    [' 401\t0232137 ', '4010232137'],
    ['4010232138', undefined],
    ['401023213', undefined],
    ['40102321370', undefined],
    ['0000000000', undefined],
    ['1111111111', undefined],
    ['٤٠١٠٢٣٢١٣٧', undefined],
    ['401023213O', undefined],
    ['', undefined],
  ])('%j reads as %j', (text, number) => {
    expect(readNhsNumber(text)).toBe(number)
  })

  it.each(vectors.calculate_checksum)('begins with $identifier: is $checksum the only digit that ends it?', (each) => {
    const ends = Array.from({ length: 10 }, (_, digit) => String(digit)).filter(
      (digit) => readNhsNumber(each.identifier + digit) !== undefined,
    )
    const expected = each.checksum === null || each.checksum === 10 ? [] : [String(each.checksum)]
    expect(ends).toEqual(expected)
  })

  it.each(vectors.standardise.filter(({ output }) => output !== ''))(
    '$input is read as $output',
    ({ input, output }) => {
      expect(readNhsNumber(input)).toBe(output)
    },
  )

  it.each(vectors.is_valid.filter(({ input }) => !apart.has(input)))('$input is valid: $valid', ({ input, valid }) => {
    expect(readNhsNumber(input) !== undefined).toBe(valid)
  })

  it('refuses ten equal digits, which pass the sum', () => {
    expect(readNhsNumber('0000000000')).toBeUndefined()
  })

  it('looks at the check digit alone, and not for a date of birth as in a Scottish number', () => {
    expect(readNhsNumber('0113011113')).toBe('0113011113')
  })

  it('is read from a file with a byte-order mark and CRLF', () => {
    const numbers = read('uk-fci-9-valid-999-range-BOM-CRLF.csv').match(/\b\d{10}\b/g) ?? []
    expect(numbers).toHaveLength(9)
    expect(numbers.map(readNhsNumber)).toEqual(numbers)
  })

  it('is told from a wrong one in the examples of the national services', () => {
    const [, ...rows] = read('nhs-numbers-in-shared-uk-examples.csv').trim().split('\n')
    for (const row of rows) {
      const [number = '', verdict] = row.split(',')
      expect(readNhsNumber(number) === undefined ? 'invalid' : 'valid', number).toBe(verdict)
    }
  })
})

describe('what is typed into a search box', () => {
  it.each([
    ['9990000018', { nhs_number: '9990000018' }],
    ['999 000 0018', { nhs_number: '9990000018' }],
    ['999-000-0018', { nhs_number: '9990000018' }],
    ['999\u00a0000\u202f0018', { nhs_number: '9990000018' }],
    ['\u200e999–000—0018\ufeff', { nhs_number: '9990000018' }],
    [' 9 9 9 0 0 0 0 0 1 8 ', { nhs_number: '9990000018' }],
    ['9990000019', undefined],
    ['999 000 0019', undefined],
    ['1111111111', undefined],
    ['999000001', { name: '999000001' }],
    ['99900000180', { name: '99900000180' }],
    ["O'Neill", { name: "O'Neill" }],
    ['grace 9990000018', { name: 'grace 9990000018' }],
    ['٩٩٩٠٠٠٠٠١٨', { name: '٩٩٩٠٠٠٠٠١٨' }],
  ])('%j is read as %j', (text, sought) => {
    expect(readSought(text)).toEqual(sought)
  })

  it.each(vectors.is_valid.filter(({ input }) => /^[\d\s-]+$/.test(input) && !apart.has(input)))(
    'is a number that can be issued, refused, or a name: $input',
    ({ input, valid }) => {
      const ten = input.replace(/[\s-]/g, '').length === 10
      expect(readSought(input)).toEqual(
        valid ? { nhs_number: input.replace(/[\s-]/g, '') } : ten ? undefined : { name: input },
      )
    },
  )
})
