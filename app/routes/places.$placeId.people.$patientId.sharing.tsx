import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { newCommand } from '../api/form.ts'
import type { PatientRecord } from '../api/outputs.ts'
import { pathOf } from '../api/paths.ts'
import { reading } from '../api/problems.ts'
import { readRecord } from '../api/read-record.ts'
import { saveWish } from '../api/save-wish.ts'
import { ErrorSummary } from '../components/forms/error-summary.tsx'
import type { Rejected } from '../components/forms/form-state.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { PatientHead } from '../components/record/patient-head.tsx'
import { PreferenceList } from '../components/sharing/preference-list.tsx'
import { WishForm } from '../components/sharing/wish-form.tsx'
import { groupsOf } from '../components/sharing/groups-of.ts'
import { Done } from '../components/states/done.tsx'

export const meta: MetaFunction = () => [{ title: 'Sharing - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  const read = await readRecord(args)
  const who = { declaration: read.declaration.id, patient: read.patientId }
  const { sharing } = args.context.api
  const [preferences, choices] = await reading(args, () => Promise.all([sharing.list(who), sharing.choices()]))
  return { ...read, preferences: preferences.rows, choices, commands: [newCommand(), newCommand()] as const }
}

export const action = (args: ActionFunctionArgs) => saveWish(args)

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

export default function Sharing() {
  const { placeId, patientId, now, preferences, choices, commands, declaration, ...data } =
    useLoaderData<typeof loader>()
  const record: PatientRecord = data.record
  const rejected = useKeptAnswer(useActionData<Rejected>())
  const [recording, withdrawing] = commands
  const keeper = declaration.route === 'registered_practice'
  return (
    <div className="page">
      <Done />
      <ErrorSummary rejected={rejected} />
      <PatientHead
        record={record}
        now={now}
        trail={[
          { to: pathOf.people(placeId), label: keeper ? 'Patients' : 'Caseload' },
          { to: pathOf.patient(placeId, patientId), label: 'Patient' },
        ]}
      />
      <div className="record record--form">
        <WishForm
          mayPermit={record.may.includes('record_permission')}
          choices={choices}
          groups={groupsOf(record)}
          command={recording}
          rejected={rejected}
        />
        <PreferenceList
          preferences={preferences}
          keeper={keeper}
          mayWithdraw={record.may.includes('withdraw_preference')}
          now={now}
          command={withdrawing}
        />
      </div>
    </div>
  )
}
