import type { Brought, Received } from '../access/bring.ts'
import { type Ready, Batches } from './batch.ts'
import { entryKinds, whyNotKept } from './entries/kinds.ts'
import type { CodeMasks } from './links/meaning.ts'
import type { Caseload } from './people/caseload.ts'
import { type Limits, limits } from './reading/piece.ts'
import { type Found, type Read, resourcesIn } from './reading/resources.ts'
import { readyEntry, readyPatient, readyRelatedPerson, type Reader } from './ready.ts'
import { labelOf, type Outcome } from './report.ts'
import { type Survey, survey } from './survey.ts'

/** What an import is of, and what it works with. */
export interface Import {
  /** Files, in the order in which to read them. */
  readonly files: readonly string[]
  readonly caseload: Caseload
  /** Ids of the practices known here, by ODS code. */
  readonly practices: ReadonlyMap<string, string>
  readonly codes: CodeMasks
  /** The gate's `bring`, under the import's decision. */
  readonly bring: (rows: Brought) => Promise<Received>
  /** Told what became of each resource, in the order of the files. */
  readonly tell: (outcome: Outcome) => void
  /** Told how many resources there are to go through, once that is known. */
  readonly expect?: (resources: number) => void
  readonly limit?: Limits
}

/**
 * Brings FHIR R4 files in: a first look at all of them, then the people, then what hangs on them. What is broken is told
 * of, one resource at a time, and the rest goes in.
 *
 * @throws what the file system or the database threw, when one of them is out of reach; all that was told as taken by
 *   then is there, and the same import again goes on from it
 */
export async function importFiles(work: Import): Promise<void> {
  const { files, codes, caseload, limit = limits } = work
  const surveyed = await survey(files, { codes, practice: caseload.practice.odsCode, limit })
  work.expect?.(surveyed.resources)
  const reader: Reader = { ...work, index: surveyed.index }

  await pass(
    work,
    files.filter((file) => surveyed.peopleIn.has(file)),
    surveyed,
    (found) => (found.kind === 'Patient' ? readyPatient(found, reader) : undefined),
  )
  await pass(
    work,
    files,
    surveyed,
    (found) => (found.kind === 'Patient' ? undefined : readyOther(found, reader)),
    work.tell,
  )
}

type Step = (found: Found) => Ready | Outcome | undefined

function readyOther(found: Found, reader: Reader): Ready | Outcome {
  if (found.kind === 'RelatedPerson') return readyRelatedPerson(found, reader)
  const read = entryKinds.get(found.kind)
  if (read) return readyEntry(found, read, reader)
  return { place: found.place, resource: labelOf(found), outcome: 'not kept', notes: [whyNotKept(found.kind)] }
}

/** Goes through files once. What cannot be read at all is told of by `tellBroken`, in one of the passes. */
async function pass(
  { bring, tell, limit = limits }: Import,
  files: readonly string[],
  { refusedScopes }: Survey,
  step: Step,
  tellBroken: (outcome: Outcome) => void = () => undefined,
): Promise<void> {
  const batches = new Batches(bring, tell)
  const isRefused = (scope: string) => [...refusedScopes].some((refused) => scope.startsWith(refused))
  for (const file of files) {
    let holdsAnything = false
    for await (const read of resourcesIn(file, limit)) {
      if (read.is !== 'found') {
        const outcome = brokenOutcome(read)
        if (outcome) {
          holdsAnything = true
          tellBroken(outcome)
        }
        continue
      }
      holdsAnything = true
      const ready = isRefused(read.scope) ? undefined : step(read)
      if (!ready) continue
      if ('outcome' in ready) tell(ready)
      else await batches.add(ready)
    }
    if (!holdsAnything) tellBroken(emptyOutcome(file))
  }
  await batches.finish()
}

/** A file from which nothing comes is told of, since whoever sent it meant to send something. */
function emptyOutcome(file: string): Outcome {
  return {
    place: { file, line: 1, entry: undefined },
    resource: 'file',
    outcome: 'not kept',
    notes: ['There is no resource in this file.'],
  }
}

function brokenOutcome(read: Exclude<Read, { is: 'found' }>): Outcome | undefined {
  const { place } = read
  if (read.is === 'refused') return { place, resource: read.kind, outcome: 'refused', notes: [read.why] }
  return read.why === undefined ? undefined : { place, resource: 'Bundle', outcome: 'refused', notes: [read.why] }
}
