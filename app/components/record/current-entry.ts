import { currentStatuses } from '../../words/caseload.ts'
import { shown } from '../marks/value.tsx'
import type { CaseloadEntry, PatientRecord } from '../../api/outputs.ts'

/** The entries by which a person is on a list now. */
export function currentEntries(record: PatientRecord): CaseloadEntry[] {
  const current: readonly string[] = currentStatuses
  return record.caseload_entries.filter(({ status }) => current.includes(shown(status) ?? ''))
}

/** The version of an entry that the reader looks at, to be given back with a change. */
export function versionOf(entry: CaseloadEntry): string {
  return String(entry.versions.administrative ?? 0)
}

/** Whether another member proposed it, and the registered practice has not confirmed it yet. */
export function isProposed(entry: CaseloadEntry): boolean {
  return entry.confirmed_at.state === 'shown' && entry.confirmed_at.value === null
}
