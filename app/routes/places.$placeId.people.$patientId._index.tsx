import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import { newCommand } from '../api/form.ts'
import type { PatientRecord } from '../api/outputs.ts'
import { pathOf } from '../api/paths.ts'
import { readRecord } from '../api/read-record.ts'
import { currentEntries } from '../components/record/current-entry.ts'
import { EntryPanel } from '../components/record/entry-panel.tsx'
import { PatientHead } from '../components/record/patient-head.tsx'
import { RecordSection } from '../components/record/section.tsx'
import { Timeline } from '../components/record/timeline.tsx'
import { Done } from '../components/states/done.tsx'

// No name in a title: titles stand in histories and on shared screens.
export const meta: MetaFunction = () => [{ title: 'Patient - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await readRecord(args)), command: newCommand() }
}

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

export default function Patient() {
  const { placeId, patientId, now, declaration, command, ...data } = useLoaderData<typeof loader>()
  const record: PatientRecord = data.record
  const isPractice = declaration.route === 'registered_practice'
  const entries = currentEntries(record)
  return (
    <div className="page">
      <Done />
      <PatientHead
        record={record}
        now={now}
        trail={[{ to: pathOf.people(placeId), label: isPractice ? 'Patients' : 'Caseload' }]}
        actions={
          <>
            {record.may.includes('record_objection') && (
              <Link className="nhsuk-button nhsuk-button--secondary" to={pathOf.sharing(placeId, patientId)}>
                Sharing
              </Link>
            )}
            {record.may.includes('add_to_caseload') && (
              <Link className="nhsuk-button" to={pathOf.add(placeId, patientId)}>
                Put on a list
              </Link>
            )}
          </>
        }
      />
      <div className="record">
        <div className="card record__main">
          {record.sections.map((section) => (
            <RecordSection key={section.category} section={section} record={record} placeId={placeId} />
          ))}
        </div>
        <div className="record__side">
          {entries.map((entry) => (
            <EntryPanel
              key={entry.id}
              entry={entry}
              now={now}
              changeAt={`${pathOf.entry(placeId, patientId)}?entry=${entry.id}`}
              may={record.may}
              mine={declaration.practitioner_role_id}
              command={command}
            />
          ))}
          <Timeline moments={record.timeline} />
        </div>
      </div>
    </div>
  )
}
