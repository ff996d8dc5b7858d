/** The name of everything that is no route of ours: what somebody typed there stands in no log and no metric. */
const NO_ROUTE = '(none)'

/**
 * Makes the function that says of a path which route answers it.
 *
 * Logs and metrics tell of routes, never of paths: a path holds ids, and whatever somebody typed after the name of
 * the host.
 *
 * @param routes such as `/places/:placeId/why`, where a part that begins with a colon stands for any one part; of two
 *   that match, the one that stands first is taken
 * @returns the route, or `(none)`
 */
export function routesOf(routes: readonly string[]): (path: string) => string {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route) }))
  return (path) => patterns.find(({ pattern }) => pattern.test(path))?.route ?? NO_ROUTE
}

function patternOf(route: string): RegExp {
  const parts = route.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}/?$`)
}
