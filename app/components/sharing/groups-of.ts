import type { PatientRecord } from '../../api/outputs.ts'
import { currentEntries } from '../record/current-entry.ts'
import { shown } from '../marks/value.tsx'

/** The groups that a wish can name: those on whose list the person is, as far as the reader may know. */
export function groupsOf(record: PatientRecord): { value: string; label: string }[] {
  return currentEntries(record).flatMap((entry) => {
    const [value, label] = [shown(entry.group_id), shown(entry.group)]
    return value && label ? [{ value, label }] : []
  })
}
