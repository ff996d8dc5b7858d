import type { CaseloadRow, PatientRow } from '../../api/outputs.ts'
import { pathOf } from '../../api/paths.ts'
import { ReviewDue } from '../marks/review-due.tsx'
import { Value } from '../marks/value.tsx'
import { CareManagerCell, StatusCell } from './caseload-cells.tsx'
import type { Column } from './people-table.tsx'
import { AddressCell, BornCell, NameCell } from './person-cells.tsx'

/** The columns of a group's list. */
export function caseloadColumns(placeId: string, now: string): Column<CaseloadRow>[] {
  return [
    {
      name: 'name',
      label: 'Name',
      sort: 'family_name',
      cell: (row) => <NameCell person={row} to={pathOf.patient(placeId, row.patient_id)} />,
    },
    { name: 'born', label: 'Born', sort: 'birth_date', cell: (row) => <BornCell person={row} now={now} /> },
    {
      name: 'practice',
      label: 'GP practice',
      sort: 'registered_practice',
      cell: (row) => <Value field={row.registered_practice} what="GP practice" />,
    },
    { name: 'manager', label: 'Care manager', cell: (row) => <CareManagerCell row={row} /> },
    {
      name: 'review',
      label: 'Review',
      sort: 'review_due',
      cell: (row) => <ReviewDue due={row.review_due} now={now} />,
    },
    { name: 'status', label: 'On the list', sort: 'status', cell: (row) => <StatusCell row={row} /> },
    { name: 'address', label: 'Address', cell: (row) => <AddressCell person={row} /> },
    { name: 'phone', label: 'Phone', cell: (row) => <Value field={row.phone} what="phone number" /> },
  ]
}

/** The columns of a practice's list of its patients. */
export function practiceColumns(placeId: string, now: string): Column<PatientRow>[] {
  return [
    {
      name: 'name',
      label: 'Name',
      sort: 'family_name',
      cell: (row) => <NameCell person={row} to={pathOf.patient(placeId, row.patient_id)} />,
    },
    { name: 'born', label: 'Born', sort: 'birth_date', cell: (row) => <BornCell person={row} now={now} /> },
    { name: 'sex', label: 'Sex', cell: (row) => <Value field={row.sex} what="sex" /> },
    { name: 'address', label: 'Address', cell: (row) => <AddressCell person={row} /> },
    { name: 'phone', label: 'Phone', cell: (row) => <Value field={row.phone} what="phone number" /> },
  ]
}
