import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import type { Category } from '../../server/access/categories.ts'
import { enter } from '../api/enter.ts'
import { pathOf } from '../api/paths.ts'
import { reading } from '../api/problems.ts'
import { Title } from '../components/frame/title.tsx'
import { midSentence, sentenceCase } from '../words/choose.ts'

export const meta: MetaFunction = () => [{ title: 'Why can or can’t I see this? - Shared Caseload' }]

export async function loader(args: LoaderFunctionArgs) {
  const { placeId, declaration } = await enter(args)
  const category = args.params['category'] as Category
  const explained = await reading(args, () =>
    args.context.api.guidance.explain({ declaration: declaration.id, category }),
  )
  return { placeId, explained }
}

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

/** Why a section is or is not shown to this reader, who is shown it, and what to do next. */
export default function Rule() {
  const { placeId, explained } = useLoaderData<typeof loader>()
  return (
    <div className="page page--narrow">
      <Title>{explained.heading}</Title>
      <p className="lede">{explained.words}</p>
      <div className="card card--padded">
        <h2 className="nhsuk-heading-s">What to do next</h2>
        <p>{explained.next}</p>
        <h2 className="nhsuk-heading-s">Who is shown it, for {midSentence(explained.purpose.words)}</h2>
        {explained.shown_to.length === 0 ? (
          <p>Nobody.</p>
        ) : (
          <ul className="nhsuk-list nhsuk-list--bullet">
            {explained.shown_to.map(({ value, words }) => (
              <li key={value}>{sentenceCase(words)}</li>
            ))}
          </ul>
        )}
        {explained.guidance.map(({ title, text, source }) => (
          <section key={title}>
            <h2 className="nhsuk-heading-s">{title}</h2>
            <p>{text}</p>
            <p className="quiet">{source}</p>
          </section>
        ))}
      </div>
      <p className="actions">
        <Link to={pathOf.people(placeId)}>Back to the list</Link>
        <Link to="/policy">The whole policy</Link>
      </p>
    </div>
  )
}
