import { describe, expect, it } from 'vitest'

import { bitOf, maskOf } from '../../server/access/categories.ts'
import type { CodeRow } from '../../server/access/codes.ts'
import { LinkIndex, type Target } from '../../server/fhir/links/index.ts'
import { CodeMasks, isRestricted, maskOfLabels, UNCLASSIFIED } from '../../server/fhir/links/meaning.ts'

const row = (code: string, ...categories: CodeRow['categories']): CodeRow => ({
  system: 'test',
  code,
  display: code,
  categories,
  reason: 'for this test',
})
const codes = new CodeMasks([
  row('cough', 'clinical_summary'),
  row('drink', 'substance_use'),
  row('sad', 'mental_health'),
])
const coding = (code: string) => ({ system: 'test', code })
const clinical = bitOf('clinical_summary')
const confidentiality = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code })
const sensitivity = (code: string) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code })
const testData = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }

describe('what codes tell', () => {
  it.each([
    ['one that is known', ['cough'], clinical],
    ['two, of which each counts', ['cough', 'drink'], maskOf(['clinical_summary', 'substance_use'])],
    ['one that is not known', ['other'], UNCLASSIFIED],
    ['one known beside one that is not', ['cough', 'other'], clinical | UNCLASSIFIED],
    ['none', [], UNCLASSIFIED],
  ])('%s', (_, given, mask) => {
    expect(codes.ofCodes(given.map(coding))).toBe(mask)
  })

  it('does not take the same code of another system for known', () => {
    expect(codes.ofCodes([{ system: 'other', code: 'cough' }, { code: 'cough' }])).toBe(UNCLASSIFIED)
  })

  it('keeps the coding that there are words for', () => {
    expect(codes.known([coding('other'), coding('cough')])).toEqual(coding('cough'))
    expect(codes.known([coding('other')])).toEqual(coding('other'))
  })
})

describe('what security labels add', () => {
  it.each([
    ['none', [], 0],
    ['unrestricted and normal', [confidentiality('U'), confidentiality('N')], 0],
    ['restricted', [confidentiality('R')], UNCLASSIFIED],
    ['a sensitivity that we know', [sensitivity('PSY')], bitOf('mental_health')],
    ['a sensitivity that we do not', [sensitivity('TBOO')], UNCLASSIFIED],
    ['a name that every object has', [sensitivity('constructor')], UNCLASSIFIED],
    ['a purpose', [testData], 0],
  ])('%s', (_, labels, mask) => {
    expect(maskOfLabels(labels)).toBe(mask)
  })

  it.each([
    [[], false],
    [[confidentiality('U')], false],
    [[confidentiality('R')], true],
    [[confidentiality('V')], true],
    [[confidentiality('U'), confidentiality('R')], true],
    [[confidentiality('new')], true],
    [[sensitivity('REDACTED')], true],
    [[testData], false],
  ])('on a person, %j restricts where they can be found: %s', (labels, restricted) => {
    expect(isRestricted(labels)).toBe(restricted)
  })
})

describe('what an entry tells with all it refers to', () => {
  const target = (id: string, own: number, to: readonly string[] = [], fromPlans = false): Target => ({
    table: 'condition',
    id,
    sourceId: id,
    own,
    links: to.map((name) => ({ names: [name], text: name })),
    fromPlans,
  })
  const indexOf = (...targets: readonly Target[]) => {
    const index = new LinkIndex()
    for (const each of targets) index.addTarget([each.id], each)
    return index
  }
  const mental = bitOf('mental_health')
  const drink = bitOf('substance_use')

  it('is its own and its reason’s, and so on from reason to reason', () => {
    const [a, b, c] = [target('a', clinical, ['b']), target('b', mental, ['c']), target('c', drink)]
    expect(indexOf(a, b, c).maskOf(a, [])).toBe(clinical | mental | drink)
  })

  it('ends when reasons go round in a circle', () => {
    const [a, b] = [target('a', clinical, ['b']), target('b', mental, ['a'])]
    expect(indexOf(a, b).maskOf(a, [])).toBe(clinical | mental)
  })

  it('is for the practice only when a reason is nowhere to be found, however far away', () => {
    const [a, b] = [target('a', clinical, ['b']), target('b', mental, ['missing'])]
    expect(indexOf(a, b).maskOf(a, [])).toBe(clinical | mental | UNCLASSIFIED)
  })

  it('takes what either of two tells that answer to one name', () => {
    const a = target('a', clinical, ['b'])
    expect(indexOf(a, target('b', mental), target('b', drink)).maskOf(a, [])).toBe(clinical | mental | drink)
  })

  it('of a goal in words is what the plans tell that refer to it', () => {
    const goal = target('goal', 0, [], true)
    const plan = target('plan', mental, ['goal'])
    const index = indexOf(goal, plan)
    index.addPlan(plan, [{ names: ['goal'], text: 'goal' }])
    expect(index.maskOf(goal, ['goal'])).toBe(mental)
    expect(index.maskOf(plan, ['plan'])).toBe(mental)
  })

  it('of a goal in words that no plan refers to is for the practice only', () => {
    const goal = target('goal', 0, [], true)
    expect(indexOf(goal).maskOf(goal, ['goal'])).toBe(UNCLASSIFIED)
  })

  it('of a plan is not what another plan tells that shares its goal', () => {
    const goal = target('goal', 0, [], true)
    const [one, other] = [target('one', mental, ['goal']), target('other', drink, ['goal'])]
    const index = indexOf(goal, one, other)
    for (const plan of [one, other]) index.addPlan(plan, [{ names: ['goal'], text: 'goal' }])
    expect(index.maskOf(one, ['one'])).toBe(mental)
    expect(index.maskOf(goal, ['goal'])).toBe(mental | drink)
  })
})

describe('whom a reference means', () => {
  it('is nobody when two persons answer to it', () => {
    const index = new LinkIndex()
    index.addPatient(['number', 'one'], 'id-1')
    index.addPatient(['number', 'two'], 'id-2')
    index.addPatient(['two'], 'id-2')
    expect(index.findPatient(['number'])).toEqual({ persons: 2 })
    expect(index.findPatient(['two'])).toEqual({ id: 'id-2' })
    expect(index.findPatient(['three'])).toEqual({ persons: 0 })
  })
})
