import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseCsv } from '../../server/access/csv.ts'

/** The plainest writer that RFC 4180 allows: every field quoted, every quote doubled. */
const write = (records: string[][]) =>
  records.map((record) => record.map((field) => `"${field.replaceAll('"', '""')}"`).join(',') + '\r\n').join('')

describe('Does the CSV reader', () => {
  it.each([
    [
      'read plain fields',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'read the last record without its line end',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'keep an empty last field',
      'a,\n,b,',
      [
        ['a', ''],
        ['', 'b', ''],
      ],
    ],
    ['keep commas, quotes and line ends inside quotes', '"a,""b""\n",c\n', [['a,"b"\n', 'c']]],
    ['read nothing from nothing', '', []],
  ])('%s?', (_, text, records) => {
    expect(parseCsv(text)).toEqual(records)
  })

  it.each([
    ['inside a plain field', 'a\nb"c,d'],
    ['after a quoted field has ended', 'a\n"b"c,d'],
    ['that is never closed', 'a\n"b,c'],
  ])('refuse a quote %s, and say in which record?', (_, text) => {
    expect(() => parseCsv(text)).toThrow(new SyntaxError('CSV: a quote out of place in record 2'))
  })

  it('give back whatever was written?', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 })), (records) => {
        expect(parseCsv(write(records))).toEqual(records)
      }),
    )
  })
})
