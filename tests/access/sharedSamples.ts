import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Folders whose files define code systems; they record nothing about anybody. */
const definitions = ['fhir-r4-codes', join('uk', 'ukcore-codesystems')]
/** Kinds of file that have no place for a FHIR Coding: tables of names and organisations, and prose. */
const withoutCodings = ['.csv', '.md', '.txt']

/** A FHIR Coding as met in a sample; `system` is '' where the sender left it out. */
export interface MetCoding {
  readonly system: string
  readonly code: string
  readonly path: string
  readonly file: string
}

/**
 * Every coding in every sample file beside the project. Throws when the samples are not there, or when a file is of a
 * kind that is neither walked nor known to hold no codings, so that nothing is passed over in silence.
 */
export function codingsInSamples(): MetCoding[] {
  if (!existsSync(folder))
    throw new Error('The sample files are missing: they belong in shared/data beside the project')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return files.flatMap((file) => documentsIn(file).flatMap((document) => [...codingsIn(document, file, '', '')]))
}

function documentsIn(file: string): unknown[] {
  if (definitions.some((defined) => file.startsWith(defined))) return []
  const extension = extname(file)
  if (withoutCodings.includes(extension)) return []
  const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')
  if (extension === '.json') return [JSON.parse(text) as unknown]
  if (extension === '.ndjson')
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown)
  throw new Error(`${file}: a kind of sample file that nobody has said how to walk`)
}

function* codingsIn(value: unknown, file: string, path: string, key: string): Generator<MetCoding> {
  if (Array.isArray(value)) {
    for (const item of value) yield* codingsIn(item, file, path, key)
  } else if (typeof value === 'object' && value !== null) {
    const { resourceType, system, code } = value as Record<string, unknown>
    const here = typeof resourceType === 'string' ? resourceType : path
    if (typeof code === 'string' && (typeof system === 'string' || key === 'coding')) {
      yield { system: typeof system === 'string' ? system : '', code, path: here, file }
    }
    for (const [name, inner] of Object.entries(value)) yield* codingsIn(inner, file, `${here}.${name}`, name)
  }
}
