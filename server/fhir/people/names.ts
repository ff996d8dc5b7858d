import { maskOf } from '../../access/categories.ts'
import type { BroughtRow } from '../../access/bring.ts'
import type { HumanName } from '../schema/person.ts'
import { daysOf, isCurrent } from './periods.ts'

/** A label on one part of a resource (HL7 Data Segmentation for Privacy), by which a name is marked as protected. */
const INLINE_LABEL = 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label'
const CONFIDENTIAL = ['R', 'V']

/** The use by which a person is called first. A maiden name is last: it is kept, and seldom the one in use. */
const byUse = ['usual', 'official', '', 'nickname', 'anonymous', 'temp', 'maiden', 'old']

/** The words of a name as they came: capitals, digits, marks and all. */
export interface NameParts {
  readonly family_name: string | null
  readonly given_names: string | null
  readonly name_prefix: string | null
}

/**
 * The name by which a person is listed: one that holds today before one that has ended, then by use. Never one that
 * the law protects.
 *
 * @param today `YYYY-MM-DD`
 */
export function nameInUse(names: readonly HumanName[], today: string): NameParts {
  const rank = (name: HumanName) => (isCurrent(name, today) ? 0 : byUse.length) + byUse.indexOf(name.use ?? '')
  const open = names.filter((name) => !isProtected(name) && !isEmpty(name))
  const [name] = open.sort((a, b) => rank(a) - rank(b))
  if (!name) return { family_name: null, given_names: null, name_prefix: null }
  return { family_name: familyOf(name), given_names: joined(name.given), name_prefix: joined(name.prefix) }
}

type NameRow = Omit<BroughtRow<'patient_name'>, 'id' | 'patient_id'>

/** Every name a person has or had. One that is marked as protected is legally restricted: on no route at all. */
export function namesOfPerson(names: readonly HumanName[]): NameRow[] {
  return names
    .filter((name) => !isEmpty(name))
    .map((name) => ({
      categories: maskOf([isProtected(name) ? 'legally_restricted' : 'identity']),
      use: name.use ?? null,
      prefix: joined(name.prefix),
      given_names: joined(name.given),
      family_name: familyOf(name),
      suffix: joined(name.suffix),
      ...daysOf(name.period),
    }))
}

/** Where a name comes in one piece, that piece stands for the family name. */
function familyOf(name: HumanName): string | null {
  return name.family ?? (joined(name.given) === null ? (name.text ?? null) : null)
}

function isEmpty(name: HumanName): boolean {
  return familyOf(name) === null && joined(name.given) === null
}

function isProtected(name: HumanName): boolean {
  return name.extension.some(
    ({ url, valueCoding }) => url === INLINE_LABEL && CONFIDENTIAL.includes(valueCoding?.code ?? ''),
  )
}

function joined(parts: readonly (string | undefined)[]): string | null {
  return parts.filter((part) => part !== undefined).join(' ') || null
}
