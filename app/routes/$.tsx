import type { LoaderFunctionArgs } from '@remix-run/node'

/** Every address that is no page: answered as not found, with the page that says so. */
export function loader({ request }: LoaderFunctionArgs): never {
  throw new Response(null, { status: 404, statusText: `No page at ${new URL(request.url).pathname}` })
}

export default function NoPage() {
  return null
}
