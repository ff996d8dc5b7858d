import { useRouteLoaderData } from '@remix-run/react'

import type { loader } from '../../root.tsx'

/** Who is signed in, as every page knows it; null for nobody. */
export function useMe(): { name: string } | null {
  return useRouteLoaderData<typeof loader>('root')?.me ?? null
}
