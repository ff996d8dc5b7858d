import type { Found } from '../reading/resources.ts'
import { reference, type Reference } from '../schema/datatypes.ts'
import { containedIn, namesIn, namesWithin } from './references.ts'

/** The elements of a resource whose references are followed: whose it is, and what it means. */
const followed = new Set([
  'subject',
  'patient',
  'reasonReference',
  'addresses',
  'goal',
  'partOf',
  'basedOn',
  'complicationDetail',
  'medicationReference',
  'diagnosis',
  'condition',
  'evidence',
  'activity',
  'detail',
])

/** Resources that are only ever pointed at through these: what a reference by identifier alone means. */
const kinds: Readonly<Record<string, string>> = {
  subject: 'Patient',
  patient: 'Patient',
  goal: 'Goal',
  medicationReference: 'Medication',
}

/**
 * Every name under which a resource refers to another that matters for what becomes of it. Nothing else need be
 * remembered of a file: most of what it holds is never referred to.
 */
export function* namesWantedBy(found: Found): Generator<string> {
  for (const [key, each] of referencesIn(found.resource)) {
    yield* namesIn(each, found, kinds[key] ?? 'Condition')
    const within = each.reference?.startsWith('#') ? containedIn(containedOf(found), each) : undefined
    if (within) yield* namesWithin(within, found)
  }
}

function* referencesIn(value: object): Generator<[string, Reference]> {
  for (const [key, inner] of Object.entries(value)) {
    if (!followed.has(key)) continue
    for (const each of (Array.isArray(inner) ? inner : [inner]) as unknown[]) {
      if (typeof each !== 'object' || each === null) continue
      if ('reference' in each || 'identifier' in each) {
        const parsed = reference.safeParse(each)
        if (parsed.success) yield [key, parsed.data]
      } else {
        yield* referencesIn(each)
      }
    }
  }
}

function containedOf({ resource }: Found): Readonly<Record<string, unknown>>[] {
  const { contained } = resource
  const list = Array.isArray(contained) ? (contained as unknown[]) : []
  return list.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null)
}
