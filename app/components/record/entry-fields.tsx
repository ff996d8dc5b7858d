import { Link, useLocation } from '@remix-run/react'

import type { CaseloadEntry } from '../../api/outputs.ts'
import { CommandKey } from '../forms/command-key.tsx'
import { useUntilMoved } from '../forms/use-until-moved.ts'
import { versionOf } from './current-entry.ts'

export interface EntryFieldsProps {
  entry: CaseloadEntry
  /** What the form asks for. */
  intent: string
  command: { key: string }
}

/**
 * What every form about an entry sends: which, what is asked, and the version that the form was begun with. When
 * somebody else has changed the entry since, it says so.
 */
export function EntryFields({ entry, intent, command }: EntryFieldsProps) {
  const { pathname, search } = useLocation()
  const begunWith = useUntilMoved(versionOf(entry))
  return (
    <>
      <CommandKey command={{ key: command.key, id: entry.id }} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="expected" value={begunWith} />
      {begunWith !== versionOf(entry) && (
        <div className="notice notice--look" role="status">
          <p>
            Somebody else has just changed this.{' '}
            <Link to={pathname + search} reloadDocument>
              Read it again
            </Link>
            , then make your change.
          </p>
        </div>
      )}
    </>
  )
}
