import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'

import type { Field } from '../server/access/field.ts'
import { asFarAsKnown, type CsvColumn, csvFile, inWords, onDay } from '../server/csv-file.ts'

const columns: CsvColumn<Field<unknown>>[] = [{ heading: 'Name', of: (field) => field }]
const taken = { by: 'Sandeep Khan', under: { role: 'social_worker', purpose: 'direct_care' } } as const
const at = '2026-07-24T23:30:00.000Z'
const shown = (value: string): Field<string> => ({ state: 'shown', value })

function fileOf(...fields: Field<unknown>[]) {
  return csvFile('shared-list', columns, { rows: fields, at }, taken)
}

/** The one cell of a field, as a program that reads CSV has it. */
function cellOf(field: Field<unknown>): string {
  const lines = parse(fileOf(field).csv, { bom: true, relax_column_count: true })
  return lines[2]?.[0] ?? 'there is no cell'
}

describe('a cell', () => {
  it.each([
    ['=HYPERLINK("http://example.test")', '\'=HYPERLINK("http://example.test")'],
    ['+44 115 496 0000', "'+44 115 496 0000"],
    ['-Smith', "'-Smith"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
  ])('is nothing that a spreadsheet works out: %j', (value, cell) => {
    expect(cellOf(shown(value))).toBe(cell)
  })

  it.each(["O'Neill", 'Smith-Jones', 'Nuñez', '王', 'a;=1+1', 'x,=1', 'two\nlines', 'said "yes"'])(
    'has a name as it is: %j',
    (name) => {
      expect(cellOf(shown(name))).toBe(name)
    },
  )

  it('stays one cell where a semicolon or a tab parts cells', () => {
    expect(fileOf(shown('a;=1+1')).csv).toContain('\r\n"a;=1+1"\r\n')
  })

  it.each<[Field<unknown>, string]>([
    [{ state: 'withheld', why: 'not_needed_or_not_shared', canBreakGlass: false }, 'withheld'],
    [{ state: 'shown', value: null, absent: 'not recorded' }, 'none recorded'],
    [{ state: 'shown', value: null, absent: 'known to be none' }, 'known to be none'],
    [shown('Withheld'), '"Withheld"'],
    [shown(' none recorded'), '" none recorded"'],
    [shown('known to be none'), '"known to be none"'],
    [shown(''), '""'],
    [{ state: 'shown', value: false }, 'no'],
    [{ state: 'shown', value: ['1 High Street', 'Carlton'] }, '1 High Street, Carlton'],
  ])('of %j says %j, and no other does', (field, cell) => {
    expect(cellOf(field)).toBe(cell)
  })
})

describe('a file', () => {
  it('begins with a byte-order mark, says whose it is and why, and ends each line as a spreadsheet expects', () => {
    const { csv, file_name } = fileOf(shown('Grace'))
    expect(csv.startsWith('\ufeff"Confidential patient information (1 person). Taken out by Sandeep Khan, ')).toBe(true)
    expect(csv).toContain('social worker, for direct care, on 25 July 2026 at 00:30.')
    expect(csv.endsWith('\r\n"Name"\r\n"Grace"\r\n')).toBe(true)
    expect(file_name).toBe('shared-list-2026-07-25.csv')
  })

  it('tells a day in the United Kingdom, as much of a birth date as is known, and codes in words', () => {
    expect(onDay(shown(at))).toEqual(shown('2026-07-25'))
    expect(asFarAsKnown(shown('1950-06-15'), shown('month'))).toEqual(shown('1950-06'))
    expect(asFarAsKnown(shown('1950-06-15'), shown('year'))).toEqual(shown('1950'))
    expect(asFarAsKnown(shown('1950-06-15'), shown('day'))).toEqual(shown('1950-06-15'))
    expect(inWords(shown('onhold'), { onhold: 'on hold' })).toEqual(shown('on hold'))
    expect(inWords(shown('constructor'), {})).toEqual(shown('constructor'))
  })
})
