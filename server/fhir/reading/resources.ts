import { z } from 'zod'

import { type Limits, type Piece, type Place, limits } from './piece.ts'
import { piecesOf } from './pieces.ts'
import { mayHoldPlaceholder, withoutPlaceholders } from './placeholders.ts'

/** A resource as it was found, before anything but its kind is believed. */
export interface Found {
  readonly place: Place
  /** Within which relative references hold: one bundle, or '' for everything that stands outside of bundles. */
  readonly scope: string
  readonly fullUrl: string | undefined
  readonly kind: string
  readonly resource: Readonly<Record<string, unknown>>
  /** What was passed over while it was read, in words. */
  readonly notes: readonly string[]
}

export type Read =
  | ({ readonly is: 'found' } & Found)
  | { readonly is: 'refused'; readonly place: Place; readonly kind: string; readonly why: string }
  /** A bundle of a type that is not taken, with all that stands in it. */
  | { readonly is: 'bundle'; readonly place: Place; readonly scope: string; readonly why: string | undefined }

const taken = ['transaction', 'collection', 'searchset', 'batch', 'message'] as const

const entrySchema = z.object({
  fullUrl: z.string().max(1000).optional(),
  resource: z.record(z.string(), z.unknown()),
  request: z.object({ method: z.string() }).optional(),
})

const bundleSchema = z.object({ type: z.unknown(), entry: z.array(z.unknown()).default([]) })

/** How a note on the resource of an entry begins. */
const IN_ENTRY = 'resource.'

/** Bundles within bundles; more is a mistake or a trick. */
const MOST_BUNDLES_WITHIN = 3

/**
 * Reads a file resource by resource. A bundle's own line comes after its entries, since its type may stand after them.
 *
 * @throws the error of the file system when the file cannot be read
 */
export async function* resourcesIn(file: string, limit: Limits = limits): AsyncGenerator<Read> {
  for await (const piece of piecesOf(file, limit)) yield* readPiece(file, piece)
}

function* readPiece(file: string, piece: Piece): Generator<Read> {
  const place = (entry: string | undefined): Place => ({ file, line: piece.line, entry })
  if (piece.kind === 'broken') {
    yield { is: 'refused', place: place(piece.entry), kind: 'Something', why: piece.why }
  } else if (piece.kind === 'bundle') {
    const { resourceType, type } = piece
    yield {
      is: 'bundle',
      place: place(undefined),
      scope: scopeOf(file, piece.bundle),
      why: bundleRefusal(resourceType, type),
    }
  } else if (piece.kind === 'entry') {
    const at = place(`entry[${piece.index}]`)
    const parsed = parse(piece.text)
    if (!parsed) yield { is: 'refused', place: at, kind: 'Something', why: 'is not valid JSON' }
    else yield* readEntry(parsed, at, scopeOf(file, piece.bundle), 0)
  } else {
    const at = place(undefined)
    const parsed = parse(piece.text)
    if (!parsed) yield { is: 'refused', place: at, kind: 'Something', why: 'is not valid JSON' }
    else yield* readResource(parsed, at, { scope: '', fullUrl: undefined }, 0)
  }
}

interface Parsed {
  readonly value: unknown
  readonly notes: readonly string[]
}

function parse(text: string): Parsed | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!mayHoldPlaceholder(text)) return { value, notes: [] }
    const left: string[] = []
    const kept = withoutPlaceholders(value, left)
    return {
      value: kept,
      notes: left.map((path) => `${path} was a placeholder that nobody filled in, and is left out`),
    }
  } catch {
    return undefined
  }
}

function* readEntry({ value, notes }: Parsed, place: Place, scope: string, within: number): Generator<Read> {
  const entry = entrySchema.safeParse(value)
  if (!entry.success) {
    yield { is: 'refused', place, kind: 'An entry', why: 'has no resource' }
    return
  }
  const { fullUrl, resource, request } = entry.data
  if (request && !['POST', 'PUT'].includes(request.method)) {
    const why = `asks for ${request.method.slice(0, 10)}: an import adds what is new and does nothing else`
    yield { is: 'refused', place, kind: kindOf(resource) ?? 'An entry', why }
    return
  }
  const ofResource = notes.filter((note) => note.startsWith(IN_ENTRY)).map((note) => note.slice(IN_ENTRY.length))
  yield* readResource({ value: resource, notes: ofResource }, place, { scope, fullUrl }, within)
}

function* readResource(
  { value, notes }: Parsed,
  place: Place,
  { scope, fullUrl }: { scope: string; fullUrl: string | undefined },
  within: number,
): Generator<Read> {
  const kind = isRecord(value) ? kindOf(value) : undefined
  if (!isRecord(value) || kind === undefined) {
    yield { is: 'refused', place, kind: 'Something', why: 'resourceType: must name a kind of FHIR resource' }
  } else if (kind === 'Bundle') {
    yield* readInnerBundle({ value, notes }, place, scope, within + 1)
  } else {
    yield { is: 'found', place, scope, fullUrl, kind, resource: value, notes }
  }
}

function* readInnerBundle({ value, notes }: Parsed, place: Place, outer: string, within: number): Generator<Read> {
  const bundle = bundleSchema.safeParse(value)
  const scope = `${outer}${scopeOf(place.file, place.line)}${place.entry ?? ''}`
  const why = bundle.success ? bundleRefusal('Bundle', bundle.data.type) : 'entry: must be a list'
  const tooMany = within > MOST_BUNDLES_WITHIN ? 'stands in too many other bundles' : undefined
  if (bundle.success && why === undefined && tooMany === undefined) {
    for (const [at, entry] of bundle.data.entry.entries()) {
      const inner = `${place.entry === undefined ? '' : `${place.entry}.resource.`}entry[${at}]`
      yield* readEntry({ value: entry, notes }, { ...place, entry: inner }, scope, within)
    }
  }
  yield { is: 'bundle', place, scope, why: why ?? tooMany }
}

function bundleRefusal(resourceType: string, type: unknown): string | undefined {
  if (resourceType !== 'Bundle') return 'has a list of entries and does not say that it is a Bundle'
  return taken.some((each) => each === type) ? undefined : `type: must be one of ${taken.join(', ')}`
}

function scopeOf(file: string, bundle: number): string {
  return `${file}#${bundle};`
}

function kindOf(resource: Readonly<Record<string, unknown>>): string | undefined {
  const { resourceType } = resource
  return typeof resourceType === 'string' && /^[A-Z][A-Za-z]{1,63}$/.test(resourceType) ? resourceType : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
