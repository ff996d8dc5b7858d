import type { Brought } from '../access/bring.ts'
import { sourceUuid } from '../access/source-id.ts'
import type { Ready } from './batch.ts'
import type { EntryReader, ReadEntry } from './entries/entry.ts'
import { linkOf, referenceRows, targetOf } from './links/entry-links.ts'
import type { LinkIndex } from './links/index.ts'
import type { CodeMasks } from './links/meaning.ts'
import { containedIn, namesIn, namesOf, namesWithin } from './links/references.ts'
import { sourceOf, sourceOfPatient } from './links/source.ts'
import type { Caseload } from './people/caseload.ts'
import { patientRows } from './people/patient.ts'
import { registeredPractice } from './people/practice.ts'
import { relatedPerson } from './people/relatives.ts'
import type { Found } from './reading/resources.ts'
import { type Outcome, labelOf } from './report.ts'
import { read } from './schema/complaints.ts'
import type { Reference } from './schema/datatypes.ts'
import { patientSchema, relatedPersonSchema } from './schema/person.ts'

/** What is needed to turn a resource into rows. */
export interface Reader {
  readonly caseload: Caseload
  readonly practices: ReadonlyMap<string, string>
  readonly codes: CodeMasks
  readonly index: LinkIndex
}

const NAMELESS = 'id: has neither an id nor an identifier, so nobody could tell it when it comes again'

/** Makes a Patient ready to be brought in, or says why it is refused. */
export function readyPatient(found: Found, { caseload, practices, index }: Reader): Ready | Outcome {
  const patient = read(patientSchema, found.resource)
  if (!patient.ok) return refused(found, patient.why)
  const source = sourceOfPatient(found, patient.value, caseload.practice.odsCode)
  if (!source) return refused(found, NAMELESS)
  const practiceId = registeredPractice(patient.value, found, index, { ...caseload, practices })
  const { id, rows, notes } = patientRows(patient.value, source, practiceId, caseload)
  return { id, rows, place: found.place, resource: labelOf(found), notes: [...found.notes, ...notes] }
}

/** Makes a RelatedPerson ready to be brought in, or says why it is refused. */
export function readyRelatedPerson(found: Found, { caseload, index }: Reader): Ready | Outcome {
  const person = read(relatedPersonSchema, found.resource)
  if (!person.ok) return refused(found, person.why)
  const source = sourceOf(found, person.value, caseload.practice.odsCode)
  if (!source) return refused(found, NAMELESS)
  const subject = findPatient(person.value.patient, person.value.contained, found, index)
  if ('why' in subject) return refused(found, `patient: ${subject.why}`)
  const row = {
    id: sourceUuid(source.system, source.id),
    patient_id: subject.id,
    source_system: source.system,
    source_id: source.id,
    ...relatedPerson(person.value, caseload.today),
  }
  const { place, notes } = found
  return { id: row.id, rows: { related_person: [row] }, place, resource: labelOf(found), notes }
}

/** Makes an entry ready to be brought in, with the categories it ends up with, or says why it is refused. */
export function readyEntry(found: Found, reader: EntryReader, { caseload, codes, index }: Reader): Ready | Outcome {
  const result = reader(found.resource, codes)
  if (!result.ok) return refused(found, result.why)
  const entry = result.value
  const { resource, subject: reference } = entry
  const source = sourceOf(found, resource, caseload.practice.odsCode)
  if (!source) return refused(found, NAMELESS)
  const subject = findPatient(reference, resource.contained, found, index)
  if ('why' in subject) return refused(found, `${entry.table === 'allergy' ? 'patient' : 'subject'}: ${subject.why}`)

  const target = targetOf(found, entry, source, codes)
  const names = namesOf(found, resource.id, resource.identifier)
  const base = {
    id: target.id,
    patient_id: subject.id,
    categories: index.maskOf(target, names),
    source_system: source.system,
    source_id: source.id,
  }
  const rows: Brought = {
    ...entry.rows(base, besides(entry, found, index)),
    entry_reference: referenceRows(target, subject.id, names, index),
  }
  return { id: target.id, rows, place: found.place, resource: labelOf(found), notes: found.notes }
}

function besides({ provider, drug }: ReadEntry, found: Found, index: LinkIndex) {
  const service = provider && index.findOrganisation(namesIn(provider, found, 'Organization'))
  const pointed = drug && index.find(linkOf(drug, found, 'Medication'))
  return { provider: service?.name ?? null, drug: pointed?.drug }
}

function findPatient(
  reference: Reference,
  contained: ReadEntry['resource']['contained'],
  found: Found,
  index: LinkIndex,
): { id: string } | { why: string } {
  const within = containedIn(contained, reference)
  const names = within ? namesWithin(within, found) : namesIn(reference, found, 'Patient')
  const subject = index.findPatient(names)
  if ('id' in subject) return subject
  if (subject.persons > 1) return { why: `could be any of ${subject.persons} persons in these files` }
  return { why: 'names nobody in these files; give the file with the person too' }
}

function refused(found: Found, why: string): Outcome {
  return { place: found.place, resource: labelOf(found), outcome: 'refused', notes: [why, ...found.notes] }
}
