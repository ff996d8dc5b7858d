import type { Found } from '../reading/resources.ts'
import { type Identifier, identifier, list, type Reference } from '../schema/datatypes.ts'
import { serverOf, uuidOf } from './source.ts'

/** Where a reference stands, since what it means can depend on that. */
export type From = Pick<Found, 'scope' | 'fullUrl' | 'kind'>

/**
 * Every name by which other resources may refer to this one: its address, its UUID, its kind and id within its bundle,
 * and for a person each of their identifiers.
 */
export function namesOf(found: Found, id: string | undefined, identifiers: readonly Identifier[]): string[] {
  const { kind, scope, fullUrl } = found
  const names = new Set<string>()
  if (fullUrl !== undefined) names.add(absolute(fullUrl))
  const uuid = uuidOf(id)
  if (uuid !== undefined) names.add(`urn:uuid:${uuid}`)
  else if (id !== undefined) names.add(`${scope}|${kind}/${id}`)
  for (const { system, value } of identifiers) {
    if (system !== undefined && value !== undefined) names.add(byIdentifier(kind, system, value))
  }
  return [...names]
}

/**
 * The names under which what a reference points at may be found, the best first: `urn:uuid:`, absolute, relative to
 * the server or the bundle it stands in, conditional (`Patient?identifier=system|value`), or by identifier alone.
 *
 * @param kind what it points at, where the reference does not say
 */
export function namesIn(reference: Reference, from: From, kind: string): string[] {
  const { reference: text, identifier: alone } = reference
  if (text !== undefined && text !== '') return namesInText(text, from)
  if (alone?.system === undefined || alone.value === undefined) return []
  return [byIdentifier(reference.type ?? kind, alone.system, alone.value)]
}

function namesInText(text: string, from: From): string[] {
  const conditional = /^([A-Z][A-Za-z]+)\?identifier=([^|&]+)(?:\||%7C)([^&]+)$/i.exec(text)
  if (conditional) {
    const [, kind = '', system = '', value = ''] = conditional
    return [byIdentifier(kind, unescape(system), unescape(value))]
  }
  const [, kind, id] = /^([A-Z][A-Za-z]+)\/([\w.-]+)(?:\/_history\/.+)?$/.exec(text) ?? []
  if (kind === undefined || id === undefined) return [absolute(text)]
  const uuid = uuidOf(id)
  const base = serverOf(from.fullUrl, from.kind)?.base
  return [
    ...(base === undefined ? [] : [`${base}/${kind}/${id}`]),
    ...(uuid === undefined ? [`${from.scope}|${kind}/${id}`, `|${kind}/${id}`] : [`urn:uuid:${uuid}`]),
  ]
}

/** The resource within this one that `#id` points at; undefined when it points elsewhere, or at nothing. */
export function containedIn(
  contained: readonly Readonly<Record<string, unknown>>[],
  reference: Reference,
): Readonly<Record<string, unknown>> | undefined {
  const text = reference.reference
  return text?.startsWith('#') ? contained.find((each) => each.id === text.slice(1)) : undefined
}

/** The names of a person who stands within a resource: nobody else knows their id there, so by identifiers alone. */
export function namesWithin(person: Readonly<Record<string, unknown>>, from: From): string[] {
  const identifiers = list(identifier).safeParse(person.identifier)
  return (identifiers.data ?? []).flatMap((each) => namesIn({ identifier: each }, from, 'Patient'))
}

/** A reference in one line, for what is noted of it. */
export function asText(reference: Reference): string {
  const { reference: text, identifier: alone } = reference
  return text ?? `${alone?.system ?? ''}|${alone?.value ?? ''}`
}

function byIdentifier(kind: string, system: string, value: string): string {
  return `${kind}?${system}|${value}`
}

/** An absolute name; UUIDs in small letters, since they mean the same in capitals, and without a version. */
function absolute(url: string): string {
  return /^urn:uuid:/i.test(url) ? url.toLowerCase() : url.replace(/\/_history\/.+$/, '')
}

function unescape(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
