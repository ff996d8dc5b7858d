import { describe, expect, it } from 'vitest'

import { inputFiles } from '../../server/fhir/reading/inputs.ts'
import { DocumentScanner } from '../../server/fhir/reading/document-scanner.ts'
import { LineScanner } from '../../server/fhir/reading/line-scanner.ts'
import type { Piece } from '../../server/fhir/reading/piece.ts'
import { resourcesIn } from '../../server/fhir/reading/resources.ts'
import { temporaryFolder } from './temporary.ts'

const folder = temporaryFolder()
const limit = { bytes: 2000, depth: 10 }
const patient = (id: string, more: object = {}) => ({ resourceType: 'Patient', id, ...more })
const bundle = (...entries: unknown[]) => ({ resourceType: 'Bundle', type: 'collection', entry: entries })

/** What is found in a file, each in a few words. */
async function found(name: string, content: string | Buffer): Promise<string[]> {
  const path = await folder.write(name, content)
  const seen: string[] = []
  for await (const read of resourcesIn(path, limit)) {
    const at = `${read.place.line}${read.place.entry === undefined ? '' : ` ${read.place.entry}`}`
    if (read.is === 'found') seen.push(`${at}: ${read.kind}/${String(read.resource.id)}`)
    else if (read.why !== undefined) seen.push(`${at}: ${read.why}`)
  }
  return seen
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('a JSON document', () => {
  it('gives the entries of a bundle with their lines', async () => {
    const text = JSON.stringify(bundle({ resource: patient('1') }, { resource: patient('2') }), null, 1)
    expect(await found('bundle.json', text)).toEqual(['5 entry[0]: Patient/1', '11 entry[1]: Patient/2'])
  })

  it('gives a resource that stands alone, and several one after the other', async () => {
    expect(await found('alone.json', JSON.stringify(patient('1')))).toEqual(['1: Patient/1'])
    const several = [patient('1'), bundle({ resource: patient('2') }), patient('3')].map((each) => JSON.stringify(each))
    expect(await found('several.json', several.join('\n'))).toEqual([
      '1: Patient/1',
      '2 entry[0]: Patient/2',
      '3: Patient/3',
    ])
  })

  it('may say what kind of bundle it is at the end', async () => {
    const { entry, ...rest } = bundle({ resource: patient('1') })
    expect(await found('late.json', JSON.stringify({ entry, ...rest }))).toEqual(['1 entry[0]: Patient/1'])
    expect(await found('late-history.json', JSON.stringify({ entry, ...rest, type: 'history' }))).toEqual([
      '1 entry[0]: Patient/1',
      '1: type: must be one of transaction, collection, searchset, batch, message',
    ])
  })

  it('may hold bundles within bundles', async () => {
    const outer = bundle({ resource: bundle({ resource: patient('1') }) }, { resource: patient('2') })
    expect(await found('within.json', JSON.stringify(outer))).toEqual([
      '1 entry[0].resource.entry[0]: Patient/1',
      '1 entry[1]: Patient/2',
    ])
  })

  it('may begin with a byte-order mark and end its lines in CRLF', async () => {
    const text = `\uFEFF${JSON.stringify(bundle({ resource: patient('1') }), null, 1).replaceAll('\n', '\r\n')}`
    expect(await found('windows.json', text)).toEqual(['5 entry[0]: Patient/1'])
  })

  it('keeps what is whole when one entry is broken', async () => {
    const text = `{"resourceType":"Bundle","type":"batch","entry":[
      {"resource":{"resourceType":"Patient","id":"1"}},
      {"resource":{"resourceType":"Patient","id":"2",}},
      17, "text", [{"resource":{}}],
      {"resource":{"id":"no kind"}},
      {"response":{"status":"201"}},
      {"resource":{"resourceType":"Patient","id":"3"}}]}`
    expect(await found('one-broken.json', text)).toEqual([
      '2 entry[0]: Patient/1',
      '3 entry[1]: is not valid JSON',
      '4 entry[2]: is not an object',
      '4 entry[3]: is not an object',
      '4 entry[4]: is not an object',
      '5 entry[5]: resourceType: must name a kind of FHIR resource',
      '6 entry[6]: has no resource',
      '7 entry[7]: Patient/3',
    ])
  })

  it('keeps what is whole when the file stops in the middle', async () => {
    const text = JSON.stringify(bundle({ resource: patient('1') }, { resource: patient('2') }), null, 1)
    expect(await found('cut.json', text.slice(0, text.indexOf('"2"')))).toEqual([
      '5 entry[0]: Patient/1',
      '11 entry[1]: has no end: the file stops in the middle of it',
      '14: is not whole: it ends before its last bracket',
    ])
  })

  it('is refused by entry and line when one entry is too large or nested too deep', async () => {
    const large = { resource: patient('2', { text: 'x'.repeat(3000) }) }
    const deep = { resource: patient('3', { deep: JSON.parse(nested(20)) as unknown }) }
    const text = JSON.stringify(bundle({ resource: patient('1') }, large, deep, { resource: patient('4') }))
    expect(await found('limits.json', text.replaceAll('{"resource":{"', '\n{"resource":{"'))).toEqual([
      '2 entry[0]: Patient/1',
      expect.stringMatching(/^3 entry\[1\]: is over .* MB, the most that one resource may be$/),
      '4 entry[2]: is nested more than 10 levels deep',
      '5 entry[3]: Patient/4',
    ])
  })

  it.each([
    ['nothing', '', ['1: holds no resource']],
    ['only space', ' \n\n', ['1: holds no resource']],
    ['prose', 'Dear colleague,', ['1: is not JSON: a resource begins with a brace']],
    ['a list', '[{"resourceType":"Patient"}]', ['1: must be a resource or a bundle, not a list']],
    [
      'a bracket too many',
      '{"resourceType":"Patient","id":"1"}\n}',
      ['1: Patient/1', '2: is not JSON: a bracket closes what was never opened'],
    ],
    ['a kind that is no name', '{"resourceType":{"a":1}}', ['1: resourceType: must name a kind of FHIR resource']],
    [
      'two million levels',
      '['.repeat(2_000_000),
      ['1: is not whole: it ends before its last bracket', '1: must be a resource or a bundle, not a list'],
    ],
  ])('that is %s is refused in words', async (_, text, expected) => {
    expect(await found('odd.json', text)).toEqual(expected)
  })

  it('that is no UTF-8 is refused', async () => {
    const latin = Buffer.from('{"resourceType":"Patient","id":"1","name":[{"family":"Zo\xEB"}]}', 'latin1')
    expect(await found('latin.json', latin)).toEqual(['1: is not UTF-8 text'])
  })

  it('reads the same however its bytes are cut', () => {
    const text = JSON.stringify(bundle({ resource: patient('é"\\{[') }, { resource: patient('2') }), null, 2)
    const bytes = Buffer.from(text)
    const whole = scan(new DocumentScanner(limit), [bytes])
    expect(whole).toHaveLength(3)
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(scan(new DocumentScanner(limit), [bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole)
    }
  })
})

describe('lines of JSON', () => {
  const lines = (...each: string[]) => each.join('\n')
  const one = JSON.stringify(patient('1'))
  const two = JSON.stringify(patient('2'))

  it('give one resource each, blank lines aside', async () => {
    expect(await found('plain.ndjson', lines(one, '', two, ''))).toEqual(['1: Patient/1', '3: Patient/2'])
  })

  it('may begin with a byte-order mark and end in CRLF', async () => {
    expect(await found('windows.ndjson', `\uFEFF${one}\r\n${two}\r\n`)).toEqual(['1: Patient/1', '2: Patient/2'])
  })

  it('are refused one by one', async () => {
    const large = JSON.stringify(patient('large', { text: 'x'.repeat(3000) }))
    const text = lines(
      '{"resourceType":"Patient"',
      one,
      'nonsense',
      large,
      `{"resourceType":"Patient","a":${nested(20)}}`,
      two,
    )
    expect(await found('broken.ndjson', text)).toEqual([
      '1: is not valid JSON',
      '2: Patient/1',
      '3: is not valid JSON',
      expect.stringMatching(/^4: is over /),
      '5: is nested more than 10 levels deep',
      '6: Patient/2',
    ])
  })

  it('are refused by number when one is over 50 MB, and the rest goes in', async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1, 'x')
    const path = await folder.write(
      'over.ndjson',
      Buffer.concat([Buffer.from(`${one}\n`), large, Buffer.from(`\n${two}`)]),
    )
    const seen: unknown[] = []
    for await (const read of resourcesIn(path)) seen.push([read.place.line, read.is === 'found' ? read.kind : read.why])
    expect(seen).toEqual([
      [1, 'Patient'],
      [2, 'is over 50 MB, the most that one resource may be'],
      [3, 'Patient'],
    ])
  })

  it('may each be a bundle', async () => {
    expect(await found('bundles.ndjson', lines(JSON.stringify(bundle({ resource: patient('1') })), two))).toEqual([
      '1 entry[0]: Patient/1',
      '2: Patient/2',
    ])
  })

  it('read the same however their bytes are cut', () => {
    const bytes = Buffer.from(lines(one, JSON.stringify(patient('é"\\{[')), two))
    const whole = scan(new LineScanner(limit), [bytes])
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(scan(new LineScanner(limit), [bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole)
    }
  })
})

describe('what a template left unfilled', () => {
  it('is left out, and told of', async () => {
    const path = await folder.write(
      'template.json',
      JSON.stringify(
        patient('{PatientId}', { name: [{ family: '[Family]', given: ['{{given}}', 'Ann'] }], gender: '${gender}' }),
      ),
    )
    for await (const read of resourcesIn(path, limit)) {
      expect(read).toMatchObject({ resource: { resourceType: 'Patient', name: [{ given: ['Ann'] }] } })
      expect(read.is === 'found' && read.notes).toEqual([
        'id was a placeholder that nobody filled in, and is left out',
        'name[0].family was a placeholder that nobody filled in, and is left out',
        'name[0].given[0] was a placeholder that nobody filled in, and is left out',
        'gender was a placeholder that nobody filled in, and is left out',
      ])
    }
  })

  it.each(['<script>', '{', '[]', '{a} b', 'O{Neil}', '[a][b]'])('is not %s, which stays', async (family) => {
    const path = await folder.write('kept.json', JSON.stringify(patient('1', { name: [{ family }] })))
    for await (const read of resourcesIn(path, limit))
      expect(read).toMatchObject({ resource: { name: [{ family }] }, notes: [] })
  })
})

describe('what is named on the command line', () => {
  it('is a file, or a folder with every file below it in order', async () => {
    const file = await folder.write('b.ndjson', '')
    await folder.write('a.json', '')
    await folder.write('read-me.txt', '')
    const all = await inputFiles([file.replace(/b\.ndjson$/, '')])
    expect(all).toEqual([...all].sort())
    expect(all.filter((each) => /\/(a\.json|b\.ndjson|read-me\.txt)$/.test(each))).toHaveLength(2)
    expect(await inputFiles([file, file])).toEqual([file])
  })

  it('is told of when it is not there', async () => {
    await expect(inputFiles(['nowhere'])).rejects.toThrow('There is no file or folder nowhere.')
  })
})

function scan(scanner: DocumentScanner | LineScanner, chunks: readonly Buffer[]): Piece[] {
  return [...chunks.flatMap((chunk) => scanner.push(chunk)), ...scanner.end()]
}
