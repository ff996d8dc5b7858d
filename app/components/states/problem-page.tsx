import { isRouteErrorResponse, Link, useParams, useRouteError } from '@remix-run/react'

import type { ShownProblem } from '../../api/problems.ts'
import { pathOf } from '../../api/paths.ts'
import { Frame } from '../frame/frame.tsx'
import { useMe } from '../frame/use-me.ts'
import { Message } from './message.tsx'

const SORRY = 'Something went wrong on our side. What you typed may not have been saved. Try again in a few minutes.'

const titles: Readonly<Record<string, string>> = {
  not_found: 'There is nobody here to open',
  declaration_ended: 'The time for this has ended',
  not_open_for_filter: 'The list cannot be sorted like that',
  stale_cursor: 'This page of the list has moved on',
  invalid: 'This address does not fit',
  conflict: 'Somebody else changed this',
  refused: 'This could not be saved',
  too_many: 'Too much at once',
  route_not_open: 'This is not open yet',
}

/** The whole page for a problem: its frame, and what to do next. */
export function ProblemPage() {
  const me = useMe()
  return (
    <Frame {...(me && { person: me })}>
      <ProblemMessage />
    </Frame>
  )
}

/** What happened and what to do next, for a page that has its frame already. */
export function ProblemMessage() {
  const error = useRouteError()
  const { placeId } = useParams()
  const { title, words, number } = toShow(error)
  return (
    <Message title={title} next={<WayOn placeId={placeId} />}>
      <p>{words}</p>
      {number && <p>If you ask for help, give this number: {number}</p>}
    </Message>
  )
}

function WayOn({ placeId }: { placeId: string | undefined }) {
  return placeId ? (
    <>
      <Link className="nhsuk-button" to={pathOf.people(placeId)} reloadDocument>
        Go to the list
      </Link>
      <Link to={pathOf.why(placeId)}>Say why you are here</Link>
      <Link to="/">My groups</Link>
    </>
  ) : (
    <Link className="nhsuk-button" to="/" reloadDocument>
      Go to my groups
    </Link>
  )
}

function toShow(error: unknown): { title: string; words: string; number?: string } {
  if (!isRouteErrorResponse(error)) return { title: 'Sorry, there is a problem', words: SORRY }
  const problem: unknown = error.data
  if (isShownProblem(problem)) {
    const { code, words, number } = problem
    return { title: titles[code] ?? 'Sorry, there is a problem', words, ...(number && { number }) }
  }
  if (error.status === 404) {
    return { title: 'Page not found', words: 'Check the address, or go back to your groups and start from there.' }
  }
  return { title: 'Sorry, there is a problem', words: SORRY }
}

function isShownProblem(data: unknown): data is ShownProblem {
  return (
    typeof data === 'object' && data !== null && 'code' in data && 'words' in data && typeof data.words === 'string'
  )
}
