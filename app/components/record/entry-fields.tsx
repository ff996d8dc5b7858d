import type { CaseloadEntry } from '../../api/outputs.ts'
import { CommandKey } from '../forms/command-key.tsx'
import { versionOf } from './current-entry.ts'

/** What every form about an entry sends: which, what is asked, and the version that was looked at. */
export function EntryFields({
  entry,
  intent,
  command,
}: {
  entry: CaseloadEntry
  intent: string
  command: { key: string }
}) {
  return (
    <>
      <CommandKey command={{ key: command.key, id: entry.id }} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="expected" value={versionOf(entry)} />
    </>
  )
}
