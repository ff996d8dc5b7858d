import type { LoaderFunctionArgs } from '@remix-run/node'

import type { Declaration } from './outputs.ts'
import { pageOf, pathOf } from './paths.ts'
import { reading } from './problems.ts'
import { leadTo } from './responses.ts'

/** A place that one has entered: which, under what one declared there. */
export interface Entered {
  placeId: string
  declaration: Declaration
}

/**
 * Why this person is at the place of this page, which every question about its patients must say.
 *
 * @throws a redirect to "why are you here?", leading back, when they have not said so
 */
export async function enter(args: LoaderFunctionArgs): Promise<Entered> {
  const placeId = args.params['placeId'] ?? ''
  const declaration = await reading(args, () => args.context.api.access.current({ place: placeId }))
  if (!declaration) throw leadTo(pathOf.why(placeId, args.request.method === 'GET' ? pageOf(args.request) : undefined))
  return { placeId, declaration }
}
