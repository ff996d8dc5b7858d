import { z } from 'zod'

import { sourceUuid } from '../access/source-id.ts'
import { entryKinds } from './entries/kinds.ts'
import { linkOf, targetOf } from './links/entry-links.ts'
import { LinkIndex } from './links/index.ts'
import { type CodeMasks, maskOfLabels } from './links/meaning.ts'
import { namesOf } from './links/references.ts'
import { sourceOf, sourceOfPatient } from './links/source.ts'
import { namesWantedBy } from './links/wanted.ts'
import { isOdsCode } from './people/practice.ts'
import type { Limits } from './reading/piece.ts'
import { type Found, resourcesIn } from './reading/resources.ts'
import { read } from './schema/complaints.ts'
import { base } from './schema/datatypes.ts'
import { medicationSchema } from './schema/entries.ts'
import { patientSchema } from './schema/person.ts'
import { text } from './schema/primitives.ts'

/** What a first look at every file found out. */
export interface Survey {
  readonly index: LinkIndex
  /** The files that hold people. */
  readonly peopleIn: ReadonlySet<string>
  /** The scopes of bundles that are not taken. */
  readonly refusedScopes: ReadonlySet<string>
  /** How many resources there are to go through. */
  readonly resources: number
}

interface Surveying {
  readonly codes: CodeMasks
  /** ODS code of the practice whose import it is. */
  readonly practice: string
  readonly limit: Limits
}

const namedSchema = z.object({ id: base.id, identifier: base.identifier })
const organizationSchema = z.object({ ...base, name: text(300).optional() })

/**
 * Reads all files twice before anything is written: first for what is referred to, then for what that is. A bundle may
 * say its type last, a reason may stand in another file than the entry it explains, and an allergy in a file before
 * the person's. Only what is referred to is remembered.
 */
export async function survey(files: readonly string[], surveying: Surveying): Promise<Survey> {
  const wanted = new Set<string>()
  const peopleIn = new Set<string>()
  const refusedScopes = new Set<string>()
  let resources = 0
  for (const file of files) {
    for await (const found of resourcesIn(file, surveying.limit)) {
      if (found.is === 'found') {
        resources += 1
        if (found.kind === 'Patient') peopleIn.add(file)
        for (const name of namesWantedBy(found)) wanted.add(name)
      } else if (found.is === 'bundle' && found.why !== undefined) {
        refusedScopes.add(found.scope)
      }
    }
  }
  return { index: await indexOf(files, wanted, surveying), peopleIn, refusedScopes, resources }
}

async function indexOf(
  files: readonly string[],
  wanted: ReadonlySet<string>,
  surveying: Surveying,
): Promise<LinkIndex> {
  const index = new LinkIndex()
  for (const file of files) {
    for await (const found of resourcesIn(file, surveying.limit)) {
      if (found.is !== 'found') continue
      const named = read(namedSchema, found.resource)
      if (!named.ok) continue
      const all = namesOf(found, named.value.id, named.value.identifier)
      const names = all.filter((name) => wanted.has(name))
      if (found.kind === 'Organization') noteOrganization(found, all, index)
      else if (names.length > 0 || found.kind === 'CarePlan') note(found, names, index, surveying)
    }
  }
  return index
}

/** Keeps what other resources need of this one. What cannot be read is nothing to refer to. */
function note(found: Found, names: readonly string[], index: LinkIndex, surveying: Surveying): void {
  if (found.kind === 'Patient') notePatient(found, names, index, surveying)
  else if (found.kind === 'Medication') noteMedication(found, names, index, surveying)
  else noteEntry(found, names, index, surveying)
}

function notePatient(found: Found, names: readonly string[], index: LinkIndex, { practice }: Surveying): void {
  const patient = read(patientSchema, found.resource)
  const source = patient.ok ? sourceOfPatient(found, patient.value, practice) : undefined
  if (source) index.addPatient(names, sourceUuid(source.system, source.id))
}

function noteOrganization(found: Found, names: readonly string[], index: LinkIndex): void {
  const organization = read(organizationSchema, found.resource)
  if (!organization.ok) return
  const { identifier, name } = organization.value
  index.addOrganisation(names, { odsCode: identifier.find(isOdsCode)?.value, name })
}

function noteMedication(found: Found, names: readonly string[], index: LinkIndex, { codes }: Surveying): void {
  const medication = read(medicationSchema, found.resource)
  if (!medication.ok) return
  const { code, meta } = medication.value
  const own = codes.ofCodes(code?.coding ?? []) | maskOfLabels(meta?.security ?? [])
  index.addTarget(names, { table: undefined, id: '', sourceId: '', own, links: [], fromPlans: false, drug: code })
}

function noteEntry(found: Found, names: readonly string[], index: LinkIndex, { codes, practice }: Surveying): void {
  const entry = entryKinds.get(found.kind)?.(found.resource, codes)
  if (!entry?.ok) return
  const { resource, goals = [] } = entry.value
  const source = sourceOf(found, resource, practice)
  if (!source) return
  const target = targetOf(found, entry.value, source, codes)
  index.addTarget(names, target)
  index.addPlan(
    target,
    goals.map((goal) => linkOf(goal, found, 'Goal')),
  )
}
