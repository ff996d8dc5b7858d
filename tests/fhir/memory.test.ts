import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { temporaryFolder } from './temporary.ts'

const ROOT = join(import.meta.dirname, '../..')
const HEAP_MB = 64

/** Imports a file in a process of little memory, with a stand-in for the gate that keeps nothing. */
const program = `
  import { importFiles } from './server/fhir/import.ts'
  import { CodeMasks } from './server/fhir/links/meaning.ts'
  let taken = 0
  await importFiles({
    files: [process.argv[1]],
    caseload: { groupId: 'g', practice: { id: 'p', odsCode: 'C84001' }, now: '2026-01-01T00:00:00Z', today: '2026-01-01' },
    practices: new Map(),
    codes: new CodeMasks([]),
    bring: async (rows) => ({
      taken: new Set(Object.values(rows).flat().map((row) => row.id)), alreadyHere: new Set(), refused: new Set() }),
    tell: ({ outcome }) => { if (outcome === 'taken') taken += 1 },
  })
  process.stdout.write(String(taken))`

async function importIn(heapMb: number, file: string): Promise<string> {
  const flags = [`--max-old-space-size=${heapMb}`, '--import', 'tsx', '--input-type=module']
  const child = spawn(process.execPath, [...flags, '--eval', program, file], { cwd: ROOT })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  return said
}

describe('a file that is larger than the memory there is', () => {
  const folder = temporaryFolder()
  const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const patients = Array.from({ length: 500 }, (_, number) => ({ resourceType: 'Patient', id: id(number) }))
  /** Padded within: 200 KB each, 100 MB in all, and none of it kept. */
  const padded = (each: object) => JSON.stringify({ ...each, text: { div: 'x'.repeat(200_000) } })

  it('goes in as lines', async () => {
    const file = await folder.write('large.ndjson', patients.map(padded).join('\n'))
    expect(await importIn(HEAP_MB, file)).toBe('500')
  }, 60_000)

  it('goes in as one bundle on one line, which says what it is at the end', async () => {
    const entries = patients.map((each) => `{"resource":${padded(each)}}`).join(',')
    const file = await folder.write('large.json', `{"entry":[${entries}],"type":"batch","resourceType":"Bundle"}`)
    expect(await importIn(HEAP_MB, file)).toBe('500')
  }, 60_000)
})
