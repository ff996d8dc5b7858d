import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import type { Category } from '../../server/access/categories.ts'
import { parseCodes, readCodeTable, refuseDoubles } from '../../server/access/codes.ts'
import { parseCsv } from '../../server/access/csv.ts'
import { codingsInSamples } from './sharedSamples.ts'

const snomed = 'http://snomed.info/sct'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'

const table = readCodeTable()
const keyOf = ({ system, code }: { system: string; code: string }) => `${system}|${code}`
const rowOf = new Map(table.map((row) => [keyOf(row), row]))
const categoriesOfCode = (system: string, code: string) => rowOf.get(`${system}|${code}`)?.categories

/** What no importer takes as a clinical entry, with the reason; a row without a code stands for its whole system. */
const leftOut = parseCsv(readFileSync(new URL('./codes-left-out.csv', import.meta.url), 'utf8'))
  .slice(1)
  .map(([system = '', code = '', reason = '']) => ({ system, code, reason }))

describe('the code table and the sample files', () => {
  const met = codingsInSamples()
  const isLeftOut = (coding: { system: string; code: string }) =>
    leftOut.some((row) => row.system === coding.system && (row.code === '' || row.code === coding.code))

  it('does each clinical code in every sample file have a row?', () => {
    const unknown = met.filter((coding) => !isLeftOut(coding) && !rowOf.has(keyOf(coding)))
    expect(new Set(unknown.map((coding) => `${keyOf(coding)} at ${coding.path} in ${coding.file}`))).toEqual(new Set())
  })

  it.each([
    ['Condition.code'],
    ['MedicationRequest.medicationCodeableConcept'],
    ['AllergyIntolerance.code'],
    ['AllergyIntolerance.reaction.manifestation'],
    ['Procedure.code'],
    ['Encounter.type'],
    ['Encounter.reasonCode'],
    ['CarePlan.category'],
    ['CarePlan.activity.detail.code'],
    ['Flag.code'],
  ])('was %s walked, and is none of it left out?', (path) => {
    const here = met.filter((coding) => coding.path === `${path}.coding`)
    expect(here).not.toEqual([])
    expect(here.filter(isLeftOut)).toEqual([])
  })

  it('is each thing left out really met, with a reason, and not in the table too?', () => {
    for (const row of leftOut) {
      expect(row.reason, keyOf(row)).not.toBe('')
      expect(rowOf.has(keyOf(row)), keyOf(row)).toBe(false)
      expect(
        met.some((coding) => coding.system === row.system && (row.code === '' || row.code === coding.code)),
        keyOf(row),
      ).toBe(true)
    }
  })

  it('does no row stand for a code that was never met?', () => {
    const keys = new Set(met.map(keyOf))
    expect(table.filter((row) => !keys.has(keyOf(row)))).toEqual([])
  })
})

describe('the rows of the code table', () => {
  it('is there no default, pattern or prefix among them?', () => {
    const words = /[*%?]|default|other$|unknown$/i
    expect(table.filter(({ code }) => words.test(code))).toEqual([])
    expect(categoriesOfCode(snomed, '')).toBeUndefined()
    expect(categoriesOfCode(snomed, '999999999')).toBeUndefined()
  })

  it('does each give a reason of its own?', () => {
    expect(new Set(table.map(({ reason }) => reason)).size).toBe(table.length)
  })

  it('does each have a display of its own, in British English and sentence case?', () => {
    const american =
      /anemi|diarrhe[^o]|\bedema|hemog|hematoc|fetus|orthoped|counseling|labor\b|mold\b|behavior|acetamin|epineph|albuterol|\(disorder|\(finding|\(procedure|\(substance/i
    expect(new Set(table.map(({ display }) => display)).size).toBe(table.length)
    expect(table.filter(({ display }) => american.test(display) || !/^\p{Lu}/u.test(display))).toEqual([])
  })

  it('does none take a category that only columns, people or the gate have?', () => {
    const clinical: readonly Category[] = [
      'administrative',
      'clinical_summary',
      'medicines',
      'mental_health',
      'substance_use',
      'sexual_and_reproductive_health',
      'social_care',
      'safeguarding',
      'end_of_life',
      'personal_circumstances',
      'safety_alert',
      'legally_restricted',
    ]
    expect(table.filter((row) => !row.categories.every((category) => clinical.includes(category)))).toEqual([])
  })

  it('is everything from the medicines vocabulary a medicine?', () => {
    const medicines = table.filter(({ system }) => system === rxnorm)
    expect(medicines).not.toEqual([])
    expect(medicines.filter(({ categories }) => !categories.includes('medicines'))).toEqual([])
  })
})

describe('codes that would betray someone', () => {
  it.each<[string, string, string, Category[]]>([
    ['a normal pregnancy', snomed, '72892002', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['a miscarriage', snomed, '19169002', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['a termination', snomed, '714812005', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['counselling about a termination', snomed, '10383002', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['an antenatal appointment', snomed, '424619006', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['a pregnancy test', snomed, '252160004', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['sterilisation', snomed, '287664005', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['an HIV test', snomed, '31676001', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['a syphilis test', snomed, '269828009', ['clinical_summary', 'sexual_and_reproductive_health']],
    ['a contraceptive implant', rxnorm, '389221', ['medicines', 'sexual_and_reproductive_health']],
    ['a contraceptive pill', rxnorm, '748962', ['medicines', 'sexual_and_reproductive_health']],
    ['an antidepressant', rxnorm, '328670', ['medicines', 'mental_health']],
    ['post-traumatic stress disorder', snomed, '47505003', ['mental_health']],
    ['a suicide risk assessment', snomed, '225337009', ['mental_health']],
    ['a psychiatric care plan', snomed, '736254008', ['mental_health']],
    ['opioid misuse', snomed, '5602001', ['substance_use']],
    ['drug rehabilitation', snomed, '56876005', ['substance_use']],
    ['an overdose', snomed, '55680006', ['clinical_summary', 'mental_health', 'substance_use']],
    ['a gunshot wound', snomed, '262574004', ['clinical_summary', 'safeguarding']],
    ['long-term social support', snomed, '315043002', ['social_care']],
    ['certification of death', snomed, '308646001', ['end_of_life']],
  ])('does %s have exactly what it must?', (_, system, code, categories) => {
    expect(categoriesOfCode(system, code)).toEqual(categories)
  })

  it.each([
    ['dementia', snomed, '26929004', ['clinical_summary']],
    ['a dementia medicine', rxnorm, '310436', ['medicines']],
    ['smoking', snomed, '449868002', ['clinical_summary']],
    ['a blood count, whose reason may be a pregnancy', snomed, '104091002', ['clinical_summary']],
    ['a physical examination, whatever the file calls it', snomed, '5880005', ['clinical_summary']],
  ])('does %s stay with those who need it?', (_, system, code, categories) => {
    expect(categoriesOfCode(system, code)).toEqual(categories)
  })

  it('does no display tell more than its code? (files call one examination "following abortion")', () => {
    expect(rowOf.get(`${snomed}|5880005`)?.display).toBe('Physical examination')
  })
})

describe('a table that breaks its rules', () => {
  const header = 'system,code,display,categories,reason\n'

  it.each([
    ['another header', 'system,code,display,reason,categories\n', /the header must be/],
    ['an empty reason', `${header}s,1,A,medicines,\n`, /t\.csv, row 1: needs/],
    ['a reason of blanks', `${header}s,1,A,medicines,"  "\n`, /t\.csv, row 1: needs/],
    ['no category', `${header}s,1,A,,why\n`, /t\.csv, row 1: needs/],
    ['no code, meant for a whole system', `${header}s,,A,medicines,why\n`, /t\.csv, row 1: needs/],
    ['a field too many', `${header}s,1,A,medicines,why,more\n`, /t\.csv, row 1: needs/],
    ['an unknown category', `${header}s,1,A,medicines;secret,why\n`, /t\.csv, row 1: secret is no category/],
    ['a category twice', `${header}s,1,A,medicines;medicines,why\n`, /t\.csv, row 1: a category is named twice/],
  ])('is %s refused?', (_, text, message) => {
    expect(() => parseCodes(text, 't.csv')).toThrow(message)
  })

  it('is a code that stands twice refused, though one code in two systems is not?', () => {
    const rows = parseCodes(`${header}s,1,A,medicines,why\nt,1,B,medicines,why\n`, 't.csv')
    expect(refuseDoubles(rows)).toEqual(rows)
    expect(() => refuseDoubles([...rows, ...rows.slice(0, 1)])).toThrow('s|1 stands twice')
  })
})
