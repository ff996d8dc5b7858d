import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readCodeTable } from '../../server/access/codes.ts'
import { importFiles } from '../../server/fhir/import.ts'
import { entryKinds } from '../../server/fhir/entries/kinds.ts'
import { CodeMasks } from '../../server/fhir/links/meaning.ts'
import type { Outcome } from '../../server/fhir/report.ts'
import { generativeRuns } from '../support/generative-runs.ts'
import { temporaryFolder } from './temporary.ts'

const folder = temporaryFolder()
const codes = new CodeMasks(readCodeTable())
const kinds = ['Patient', 'RelatedPerson', 'Medication', 'Organization', 'Bundle', 'Observation', ...entryKinds.keys()]

/** Names of elements that the import looks at, so that what is made up reaches it. */
const elements = [
  ...[
    'id',
    'meta',
    'identifier',
    'contained',
    'extension',
    'name',
    'telecom',
    'address',
    'birthDate',
    'gender',
    'link',
  ],
  ...['subject', 'patient', 'code', 'status', 'class', 'type', 'period', 'reasonReference', 'reasonCode', 'addresses'],
  ...[
    'goal',
    'activity',
    'detail',
    'description',
    'lifecycleStatus',
    'coding',
    'system',
    'value',
    'reference',
    'security',
  ],
  ...['given', 'family', 'line', 'entry', 'resource', 'fullUrl', 'request', 'method', '__proto__', 'constructor'],
]

const element = fc.oneof(fc.constantFrom(...elements), fc.string())
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '#id',
    'Patient/1',
    'urn:uuid:1',
    'active',
    'finished',
    'completed',
    '1950-01-01',
    'http://snomed.info/sct',
    '74400008',
  ),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(element, tie('value'), { maxKeys: 5 }),
  ),
}))
const resource = fc
  .tuple(fc.constantFrom(...kinds), fc.dictionary(element, value, { maxKeys: 8 }))
  .map(([resourceType, rest]) => ({ ...rest, resourceType }))

async function importText(name: string, text: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  await importFiles({
    files: [await folder.write(name, text)],
    caseload: {
      groupId: 'g',
      practice: { id: 'p', odsCode: 'C84001' },
      now: '2026-01-01T00:00:00Z',
      today: '2026-01-01',
    },
    practices: new Map(),
    codes,
    bring: (rows) => {
      const lists = Object.values(rows) as (readonly { id?: string }[])[]
      const ids = lists.flat().flatMap(({ id }) => id ?? [])
      return Promise.resolve({ taken: new Set(ids), alreadyHere: new Set(), refused: new Set() })
    },
    tell: (outcome) => outcomes.push(outcome),
  })
  return outcomes
}

describe('whatever stands in a file', () => {
  it('each resource of any make gets an outcome of its own, and a reason unless it was taken', async () => {
    const property = fc.asyncProperty(fc.array(resource, { minLength: 20, maxLength: 20 }), async (resources) => {
      const lines = resources.map((each) => JSON.stringify(each)).join('\n')
      const outcomes = await importText('any.ndjson', lines)
      const inBundles = resources.filter(({ resourceType }) => resourceType === 'Bundle').length
      expect(outcomes.length).toBeGreaterThanOrEqual(resources.length - inBundles)
      for (const { outcome, notes } of outcomes) {
        if (outcome === 'refused' || outcome === 'not kept') expect(notes[0]).toMatch(/\w/)
      }
    })
    await fc.assert(property, { numRuns: generativeRuns(100) })
  }, 300_000)

  it('a file cut or garbled anywhere is told of, and never breaks the import', async () => {
    const text = JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: Array.from({ length: 5 }, (_, at) => ({ resource: { resourceType: 'Patient', id: `p${at}` } })),
    })
    const garbled = fc.tuple(fc.nat(text.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 5 }))
    const property = fc.asyncProperty(garbled, async ([at, length, put]) => {
      const outcomes = await importText('garbled.json', text.slice(0, at) + put + text.slice(at + length))
      expect(outcomes.length).toBeGreaterThan(0)
    })
    await fc.assert(property, { numRuns: generativeRuns(300) })
  }, 300_000)

  it('a Bundle without entries is told of too', async () => {
    const [outcome, ...more] = await importText('empty.json', '{"resourceType":"Bundle","type":"searchset"}')
    expect(more).toEqual([])
    expect(outcome).toMatchObject({ outcome: 'not kept', notes: ['There is no resource in this file.'] })
  })

  it('and however long an id is, the report stays one line each', async () => {
    const id = `${'x'.repeat(10_000)}\n`
    const [outcome] = await importText('id.ndjson', JSON.stringify({ resourceType: 'Patient', id }))
    expect(outcome?.resource).toBe('Patient')
  })
})
