import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { changeEntry } from '../api/change-entry.ts'
import { newCommand } from '../api/form.ts'
import type { PatientRecord } from '../api/outputs.ts'
import { pathOf } from '../api/paths.ts'
import { reading, type ShownProblem } from '../api/problems.ts'
import { readRecord } from '../api/read-record.ts'
import { ErrorSummary } from '../components/forms/error-summary.tsx'
import type { Rejected } from '../components/forms/form-state.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { CareManagerForm } from '../components/record/care-manager-form.tsx'
import { ConfirmForm } from '../components/record/confirm-form.tsx'
import { currentEntries, isProposed } from '../components/record/current-entry.ts'
import { EntryForm } from '../components/record/entry-form.tsx'
import { PatientHead } from '../components/record/patient-head.tsx'
import { TakeOffForm } from '../components/record/take-off-form.tsx'

export const meta: MetaFunction = () => [{ title: 'Change the caseload entry - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  const read = await readRecord(args)
  const entries = currentEntries(read.record)
  const asked = new URL(args.request.url).searchParams.get('entry')
  const entry = entries.find(({ id }) => id === asked) ?? entries[0]
  if (!entry) throw onNoList(args.context.requestId)
  const mayChange = read.record.may.includes('change_caseload_entry')
  const { members } = mayChange
    ? await reading(args, () => args.context.api.groups.members({ place: read.placeId }))
    : { members: [] }
  return { ...read, entry, members, mayChange, commands: [newCommand(), newCommand(), newCommand()] as const }
}

function onNoList(number: string): Response {
  const shown: ShownProblem = {
    code: 'not_found',
    words: 'This person is on no list that you can change. Go back to their page.',
    number,
  }
  return Response.json(shown, { status: 404 })
}

export const action = (args: ActionFunctionArgs) => changeEntry(args)

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

export default function Entry() {
  const { placeId, patientId, now, entry, members, mayChange, commands, ...data } = useLoaderData<typeof loader>()
  const record: PatientRecord = data.record
  const rejected = useKeptAnswer(useActionData<Rejected>())
  const [change, name, off] = commands
  return (
    <div className="page">
      <ErrorSummary rejected={rejected} />
      <PatientHead
        record={record}
        now={now}
        trail={[
          { to: pathOf.people(placeId), label: 'Caseload' },
          { to: pathOf.patient(placeId, patientId), label: 'Patient' },
        ]}
      />
      <div className="form-page">
        {isProposed(entry) && record.may.includes('confirm_on_caseload') && (
          <ConfirmForm entry={entry} command={change} />
        )}
        {mayChange && (
          <>
            <EntryForm entry={entry} command={change} rejected={rejected} />
            <CareManagerForm entry={entry} command={name} members={members} rejected={rejected} />
            <TakeOffForm entry={entry} command={off} rejected={rejected} />
          </>
        )}
      </div>
    </div>
  )
}
