import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useLocation } from '@remix-run/react'

import { addPerson, type Asked } from '../api/add-person.ts'
import { enter } from '../api/enter.ts'
import { newCommand } from '../api/form.ts'
import { pathOf } from '../api/paths.ts'
import { reading } from '../api/problems.ts'
import { AddOwnPatientForm } from '../components/add/add-own-patient-form.tsx'
import { ProposeForm } from '../components/add/propose-form.tsx'
import { ErrorSummary } from '../components/forms/error-summary.tsx'
import type { Rejected } from '../components/forms/form-state.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { Title } from '../components/frame/title.tsx'
import { nameOf } from '../components/list/person-cells.tsx'

export const meta: MetaFunction = () => [{ title: 'Add a person - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  const { placeId, declaration } = await enter(args)
  const patient = new URL(args.request.url).searchParams.get('patient')
  const own =
    declaration.route === 'registered_practice' && patient
      ? await ownPatient(args, declaration.id, placeId, patient)
      : null
  return { placeId, own, isPractice: declaration.route === 'registered_practice', command: newCommand() }
}

/** The practice's own patient whom it puts on a list, and the groups that it can choose. */
async function ownPatient(args: LoaderFunctionArgs, declaration: string, placeId: string, patient: string) {
  const { patients, groups } = args.context.api
  const [record, joined] = await reading(args, () =>
    Promise.all([patients.record({ declaration, patient }), groups.joined({ place: placeId })]),
  )
  return { id: patient, name: nameOf(record), groups: joined.groups }
}

export const action = (args: ActionFunctionArgs) => addPerson(args)

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

export default function Add() {
  const { placeId, own, isPractice, command } = useLoaderData<typeof loader>()
  const answer = useKeptAnswer(useActionData<Asked | Rejected>())
  const { key } = useLocation()
  const asked = answer && 'asked' in answer ? answer.asked : undefined
  const rejected = answer && 'errors' in answer ? answer : undefined
  return (
    <div className="page page--narrow">
      <ErrorSummary rejected={rejected} />
      {asked && (
        <div className="notice notice--done" role="status">
          <p>{asked}</p>
        </div>
      )}
      <Title>{own ? `Put ${own.name} on a list` : 'Add a person'}</Title>
      {own ? (
        <AddOwnPatientForm own={own} command={command} rejected={rejected} />
      ) : isPractice ? (
        <p className="lede">
          Choose the person from <Link to={pathOf.people(placeId)}>your practice’s patients</Link> first, then press
          “Put on a list”.
        </p>
      ) : (
        <ProposeForm key={asked ? key : 'asking'} command={command} rejected={rejected} />
      )}
      <p>
        <Link to={own ? pathOf.patient(placeId, own.id) : pathOf.people(placeId)}>Back</Link>
      </p>
    </div>
  )
}
