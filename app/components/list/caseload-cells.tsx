import type { CaseloadRow } from '../../api/outputs.ts'
import { reasonWords, statusWords } from '../../words/caseload.ts'
import { wordFor } from '../../words/choose.ts'
import { shown, Value } from '../marks/value.tsx'
import { Under } from './person-cells.tsx'

/** Who looks after the case, and of which service. */
export function CareManagerCell({ row }: { row: CaseloadRow }) {
  const named = shown(row.care_manager)
  if (row.care_manager.state === 'shown' && named === null) return <span className="absent">no one yet</span>
  return (
    <>
      <Value field={row.care_manager} what="care manager" />
      {named && (
        <Under>
          <Value field={row.care_manager_service} what="the care manager’s service" />
          {shown(row.care_manager_accepted_at) === null && ' · asked'}
        </Under>
      )}
    </>
  )
}

/** Where they stand on the list, and why they are on it. */
export function StatusCell({ row }: { row: CaseloadRow }) {
  const proposed = row.confirmed_at.state === 'shown' && row.confirmed_at.value === null
  return (
    <>
      <Value field={row.status} what="status">
        {(status) => wordFor(statusWords, status)}
      </Value>
      {proposed ? (
        <div className="tag tag--look">practice to confirm</div>
      ) : (
        <Under>
          <Value field={row.reason} what="why they are on the list">
            {(reason) => wordFor(reasonWords, reason)}
          </Value>
        </Under>
      )}
    </>
  )
}
