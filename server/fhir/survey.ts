import { z } from 'zod'

import { sourceUuid } from '../access/source-id.ts'
import { entryKinds } from './entries/kinds.ts'
import { linkOf, targetOf } from './links/entry-links.ts'
import { LinkIndex } from './links/index.ts'
import { type CodeMasks, maskOfLabels } from './links/meaning.ts'
import { namesOf } from './links/references.ts'
import { sourceOf, sourceOfPatient } from './links/source.ts'
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

const organizationSchema = z.object({ ...base, name: text(300).optional() })

/**
 * Reads all files once before anything is written: a bundle may say its type last, a reason may stand in another file
 * than the entry it explains, and an allergy in a file before the person's.
 *
 * @param practice ODS code of the practice whose import it is
 */
export async function survey(
  files: readonly string[],
  { codes, practice, limit }: { codes: CodeMasks; practice: string; limit: Limits },
): Promise<Survey> {
  const index = new LinkIndex()
  const peopleIn = new Set<string>()
  const refusedScopes = new Set<string>()
  let resources = 0
  for (const file of files) {
    for await (const read of resourcesIn(file, limit)) {
      if (read.is === 'found') {
        resources += 1
        if (read.kind === 'Patient') peopleIn.add(file)
        note(read, index, codes, practice)
      } else if (read.is === 'bundle' && read.why !== undefined) {
        refusedScopes.add(read.scope)
      }
    }
  }
  return { index, peopleIn, refusedScopes, resources }
}

/** Keeps what other resources may need of this one. What cannot be read is nothing to refer to. */
function note(found: Found, index: LinkIndex, codes: CodeMasks, practice: string): void {
  if (found.kind === 'Patient') notePatient(found, index, practice)
  else if (found.kind === 'Organization') noteOrganization(found, index)
  else if (found.kind === 'Medication') noteMedication(found, index, codes)
  else noteEntry(found, index, codes, practice)
}

function notePatient(found: Found, index: LinkIndex, practice: string): void {
  const patient = read(patientSchema, found.resource)
  const source = patient.ok ? sourceOfPatient(found, patient.value, practice) : undefined
  if (!patient.ok || !source) return
  const names = namesOf(found, patient.value.id, patient.value.identifier)
  index.addPatient(names, sourceUuid(source.system, source.id))
}

function noteOrganization(found: Found, index: LinkIndex): void {
  const organization = read(organizationSchema, found.resource)
  if (!organization.ok) return
  const { id, identifier, name } = organization.value
  const odsCode = identifier.find(isOdsCode)?.value
  index.addOrganisation(namesOf(found, id, identifier), { odsCode, name })
}

function noteMedication(found: Found, index: LinkIndex, codes: CodeMasks): void {
  const medication = read(medicationSchema, found.resource)
  if (!medication.ok) return
  const { id, identifier, code, meta } = medication.value
  const own = codes.ofCodes(code?.coding ?? []) | maskOfLabels(meta?.security ?? [])
  const target = { table: undefined, id: '', sourceId: '', own, links: [], fromPlans: false, drug: code }
  index.addTarget(namesOf(found, id, identifier), target)
}

function noteEntry(found: Found, index: LinkIndex, codes: CodeMasks, practice: string): void {
  const entry = entryKinds.get(found.kind)?.(found.resource, codes)
  if (!entry?.ok) return
  const { resource, goals = [] } = entry.value
  const source = sourceOf(found, resource, practice)
  if (!source) return
  const target = targetOf(found, entry.value, source, codes)
  index.addTarget(namesOf(found, resource.id, resource.identifier), target)
  const links = goals.map((goal) => linkOf(goal, found, 'Goal'))
  if (links.length > 0) index.addPlan(target, links)
}
