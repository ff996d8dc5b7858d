import type { ActionFunctionArgs } from '@remix-run/node'

import { reading } from '../api/problems.ts'
import { leadTo } from '../api/responses.ts'

/** Ends the session and leads back to where one signs in. */
export async function action(args: ActionFunctionArgs) {
  await reading(args, () => args.context.api.auth.signOut())
  return leadTo('/sign-in')
}

/** An address, not a page: whoever comes here by a link is led home. */
export const loader = () => leadTo('/')
