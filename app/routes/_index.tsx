import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import type { Place } from '../api/outputs.ts'
import { pathOf } from '../api/paths.ts'
import { reading } from '../api/problems.ts'
import { Frame } from '../components/frame/frame.tsx'
import { Title } from '../components/frame/title.tsx'
import { useMe } from '../components/frame/use-me.ts'
import { timeInWords } from '../words/dates.ts'

export const meta: MetaFunction = () => [{ title: 'My groups - Shared Caseload' }]

export const loader = (args: LoaderFunctionArgs) => reading(args, () => args.context.api.access.places())

export default function MyGroups() {
  const { places } = useLoaderData<typeof loader>()
  const name = useMe()?.name ?? ''
  return (
    <Frame person={{ name }}>
      <div className="page page--narrow">
        <Title>My groups</Title>
        {places.length === 0 ? (
          <p className="lede">
            You are not a member of a group yet. Ask the person who looks after membership at your organisation to add
            you.
          </p>
        ) : (
          <>
            <p className="lede">Choose where you are working.</p>
            <ul className="plain-list choices">
              {places.map((place) => (
                <li key={place.id}>
                  <PlaceCard place={place} />
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <Link to="/policy">What each role can see, and when you may share</Link>
        </p>
      </div>
    </Frame>
  )
}

/** A place to work in. Whoever is there already goes straight on. */
function PlaceCard({ place: { id, kind, name, roles, current } }: { place: Place }) {
  return (
    <Link className="choice" to={current ? pathOf.people(id) : pathOf.why(id)}>
      <strong className="choice__name">{name}</strong>
      <span className="choice__line">
        {kind === 'group' ? 'Care delivery group' : 'GP practice'}, as{' '}
        {roles.map(({ role_words, organisation }) => `${role_words} · ${organisation.name}`).join(' and ')}
      </span>
      {current && (
        <span className="choice__line">
          You are here for {current.purpose_words} until {timeInWords(current.ends_at)}
        </span>
      )}
    </Link>
  )
}
