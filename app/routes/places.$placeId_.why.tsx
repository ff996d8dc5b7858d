import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'

import { dateFrom, readForm } from '../api/form.ts'
import { pathOf, safeNext } from '../api/paths.ts'
import { commanding, reading } from '../api/problems.ts'
import { ErrorSummary } from '../components/forms/error-summary.tsx'
import type { Rejected } from '../components/forms/form-state.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { Frame } from '../components/frame/frame.tsx'
import { Title } from '../components/frame/title.tsx'
import { useMe } from '../components/frame/use-me.ts'
import { idsOf } from '../components/why/chosen-fields.tsx'
import { PurposeChoices } from '../components/why/purpose-choices.tsx'
import { sentenceCase } from '../words/choose.ts'

export const meta: MetaFunction = () => [{ title: 'Why are you here? - Shared Caseload' }]

const labels = {
  reason: 'Your reason',
  patient: { field: 'nhs_number', words: 'Enter all ten digits of the person’s NHS number, and their date of birth' },
}

export async function loader(args: LoaderFunctionArgs) {
  return reading(args, () => args.context.api.access.choices({ place: args.params['placeId'] ?? '' }))
}

export async function action(args: ActionFunctionArgs) {
  const place = args.params['placeId'] ?? ''
  const form = await readForm(args.request)
  const { practitioner_role_id = '', purpose = '', route = '', reason, nhs_number } = form
  const birth_date = dateFrom(form, 'birth_date')
  const said = {
    place,
    practitioner_role_id,
    purpose: purpose as 'direct_care',
    route: route as 'group_caseload',
    ...(reason && { reason }),
    ...(form['about'] === 'patient' ? { patient: { nhs_number: nhs_number ?? '', birth_date: birth_date ?? '' } } : {}),
  }
  const next = new URL(args.request.url).searchParams.get('next')
  const to = 'patient' in said ? pathOf.people(place) : safeNext(next, pathOf.people(place))
  return commanding(args, form, labels, () => args.context.api.access.declare(said), to)
}

export default function Why() {
  const { place, choices } = useLoaderData<typeof loader>()
  const rejected = useKeptAnswer(useActionData<Rejected>())
  const [search] = useSearchParams()
  const name = useMe()?.name ?? ''
  const [held] = place.roles
  const role = held && `${sentenceCase(held.role_words)} · ${held.organisation.name}`
  return (
    <Frame place={{ name: place.name, home: '/' }} person={{ name, ...(role && { role }) }}>
      <div className="page page--narrow">
        <ErrorSummary rejected={rejected} prefix={idsOf(rejected?.values ?? {})} />
        {search.get('ended') === 'yes' && (
          <div className="notice notice--look">
            <p>
              The time for what you were doing has ended, or it is no longer open to you. Say why you are here to go on.
            </p>
          </div>
        )}
        <Title>Why are you here?</Title>
        <p className="lede">It is recorded with everything you open, and it ends by itself.</p>
        {choices.length === 0 ? (
          <p>Your role opens nothing here. Nothing about any person is shown to you, and nothing is recorded.</p>
        ) : (
          <PurposeChoices choices={choices} rejected={rejected} manyRoles={place.roles.length > 1} />
        )}
        <p className="actions">
          <Link to="/">My groups</Link>
          <Link to="/policy">When may I share?</Link>
        </p>
      </div>
    </Frame>
  )
}
