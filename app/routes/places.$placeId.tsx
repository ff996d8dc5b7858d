import type { LoaderFunctionArgs } from '@remix-run/node'
import { NavLink, Outlet, useLoaderData } from '@remix-run/react'

import { pathOf } from '../api/paths.ts'
import { enter } from '../api/enter.ts'
import { reading } from '../api/problems.ts'
import { Frame } from '../components/frame/frame.tsx'
import { LiveSign } from '../components/frame/live-sign.tsx'
import { PurposeSign } from '../components/frame/purpose-sign.tsx'
import { useMe } from '../components/frame/use-me.ts'
import { ReasonWordsProvider } from '../components/marks/reason.tsx'
import { useLive } from '../live/use-live.ts'
import { sentenceCase } from '../words/choose.ts'

/** The frame of every page of a place: where, as whom, why, and whether the screen follows. */
export async function loader(args: LoaderFunctionArgs) {
  const { placeId, declaration } = await enter(args)
  const [{ places }, { reasons }] = await reading(args, () =>
    Promise.all([args.context.api.access.places(), args.context.api.guidance.reasons()]),
  )
  const place = places.find(({ id }) => id === placeId)
  return {
    placeId,
    declaration,
    reasons,
    name: place?.name ?? '',
    isGroup: place?.kind !== 'practice',
    now: new Date().toISOString(),
  }
}

export default function PlaceLayout() {
  const { placeId, declaration, reasons, name, isGroup, now } = useLoaderData<typeof loader>()
  const { status } = useLive(declaration.id)
  const me = useMe()
  const role = `${sentenceCase(declaration.role_words)} · ${declaration.organisation_name}`
  return (
    <Frame
      place={{ name, home: pathOf.people(placeId) }}
      person={{ name: me?.name ?? '', role }}
      purpose={
        <PurposeSign
          purpose={sentenceCase(declaration.purpose_words)}
          endsAt={declaration.ends_at}
          now={now}
          changeAt={pathOf.why(placeId)}
        />
      }
      signs={<LiveSign status={status} />}
      tabs={
        <>
          <NavLink to={pathOf.people(placeId)}>{isGroup ? 'Caseload' : 'Patients'}</NavLink>
          <NavLink to="/">My groups</NavLink>
          <NavLink className="tabs__last" to="/policy">
            When may I share?
          </NavLink>
        </>
      }
    >
      <ReasonWordsProvider value={reasons}>
        <Outlet />
      </ReasonWordsProvider>
    </Frame>
  )
}
