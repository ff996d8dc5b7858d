import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import { enter } from '../api/enter.ts'
import type { OlderPage } from '../api/outputs.ts'
import { pathOf } from '../api/paths.ts'
import { reading } from '../api/problems.ts'
import { Title } from '../components/frame/title.tsx'
import { LineRow } from '../components/record/line-row.tsx'
import { olderLines } from '../components/record/lines.ts'
import { type PartName, partWords } from '../words/parts.ts'

export const meta: MetaFunction = () => [{ title: 'Earlier entries - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  const { placeId, declaration } = await enter(args)
  const { patientId = '', part } = args.params
  const after = new URL(args.request.url).searchParams.get('after')
  const question = { declaration: declaration.id, patient: patientId, part: part as PartName, ...(after && { after }) }
  const page = await reading(args, () => args.context.api.patients.older(question))
  return { placeId, patientId, later: after !== null, page }
}

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

/** All there is of one part of a record, newest first, page by page. */
export default function Older() {
  const { placeId, patientId, later, ...data } = useLoaderData<typeof loader>()
  const page: OlderPage = data.page
  const lines = olderLines(page)
  return (
    <div className="page">
      <nav className="trail" aria-label="Breadcrumb">
        <Link to={pathOf.people(placeId)}>The list</Link> › <Link to={pathOf.patient(placeId, patientId)}>Patient</Link>
      </nav>
      <Title>All {partWords[page.part]}</Title>
      <div className="card card--padded">
        {lines.length === 0 ? (
          <p className="absent">none recorded</p>
        ) : (
          <ul className="plain-list lines">
            {lines.map((line) => (
              <LineRow key={line.id} line={line} what={partWords[page.part]} />
            ))}
          </ul>
        )}
      </div>
      <nav className="pages" aria-label="Pages">
        {later && <Link to="?">First page</Link>}
        {page.next && <Link to={`?${new URLSearchParams({ after: page.next }).toString()}`}>Next page</Link>}
      </nav>
    </div>
  )
}
