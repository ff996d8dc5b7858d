import { readNhsNumber } from '../../nhs-number.ts'
import type { Found } from '../reading/resources.ts'
import type { Identifier } from '../schema/datatypes.ts'
import type { PatientResource } from '../schema/person.ts'

/** Whose record something is and what it is called there: what "already here" goes by (docs/importing.md). */
export interface Source {
  readonly system: string
  readonly id: string
}

/** What of a resource says where it comes from. */
export interface Named {
  readonly id?: string | undefined
  readonly meta?: { readonly source?: string | undefined } | undefined
  readonly identifier: readonly Identifier[]
}

export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'

/** A UUID names the same thing wherever it stands, so it needs no system. */
const UUID_SYSTEM = 'urn:uuid'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Numbers that a state gives its citizens (HL7 v2 table 0203): many systems hold the same one. */
const ofTheCitizen = new Set(['SS', 'SB', 'NI', 'NIIP', 'NNxxx', 'DL', 'PPN', 'TAX', 'NH'])
const notOfARecord = new Set(['old', 'temp', 'secondary'])

/**
 * Where an entry comes from: a UUID that it is known by; else its address on a server; else its id within its source,
 * or within what this practice sends; else its first identifier.
 *
 * @param practice ODS code of the practice whose import it is
 * @returns undefined when nothing would tell it from another when the file comes again
 */
export function sourceOf(found: Found, named: Named, practice: string): Source | undefined {
  const { kind, fullUrl } = found
  const id = named.id
  const uuid = uuidOf(fullUrl?.replace(/^urn:uuid:/, '')) ?? uuidOf(id)
  if (uuid !== undefined) return { system: UUID_SYSTEM, id: `${kind}/${uuid}` }
  const server = serverOf(fullUrl, kind)
  if (server) return { system: server.base, id: `${kind}/${server.id}` }
  if (id !== undefined) return { system: named.meta?.source ?? `urn:ods:${practice}`, id: `${kind}/${id}` }
  const identifier = named.identifier.find((each) => each.system !== undefined && each.value !== undefined)
  return identifier ? { system: identifier.system ?? '', id: `${kind}/${identifier.value ?? ''}` } : undefined
}

/**
 * Where a person comes from: the number that a record system gave them; else their NHS number together with their
 * birth date; else as any entry. Two people can carry one NHS number, so it is never enough alone.
 */
export function sourceOfPatient(found: Found, patient: PatientResource, practice: string): Source | undefined {
  // The first by its system, so that the order in which a file lists them makes no difference.
  const [record] = patient.identifier.flatMap(recordNumber).sort((a, b) => (a.system < b.system ? -1 : 1))
  if (record) return record
  const nhsNumber = nhsNumberOf(patient)
  if (nhsNumber === undefined) return sourceOf(found, patient, practice)
  return { system: NHS_NUMBER_SYSTEM, id: `${nhsNumber}/${patient.birthDate ?? nameKey(patient)}` }
}

/** The first valid NHS number of a person, of those in its own system; numbers of other systems only look like it. */
export function nhsNumberOf(patient: PatientResource): string | undefined {
  const numbers = patient.identifier.filter((each) => each.system === NHS_NUMBER_SYSTEM && each.use !== 'old')
  return numbers.map((each) => readNhsNumber(each.value ?? '')).find((number) => number !== undefined)
}

/** A UUID in small letters, or undefined. */
export function uuidOf(text: string | undefined): string | undefined {
  const lower = text?.toLowerCase()
  return lower !== undefined && UUID.test(lower) ? lower : undefined
}

/** The server and the id that an absolute address of a resource names. */
export function serverOf(url: string | undefined, kind: string): { base: string; id: string } | undefined {
  const [, base, found, id] = /^(https?:\/\/\S{1,280})\/([A-Z][A-Za-z]+)\/([\w.-]{1,128})$/.exec(url ?? '') ?? []
  return base !== undefined && id !== undefined && found === kind ? { base, id } : undefined
}

function recordNumber({ system, value, use = '', type }: Identifier): Source[] {
  const types = type?.coding.map((coding) => coding.code ?? '') ?? []
  const ofThePerson = system === NHS_NUMBER_SYSTEM || types.some((each) => ofTheCitizen.has(each))
  if (system === undefined || value === undefined || ofThePerson || notOfARecord.has(use)) return []
  return [{ system, id: value }]
}

function nameKey({ name }: PatientResource): string {
  const [first] = name
  return [first?.family, ...(first?.given ?? [])]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase()
}
