/** Leads the browser on to another page of this site, to be asked for with GET. */
export function leadTo(path: string): Response {
  return new Response(null, { status: 302, headers: { Location: path } })
}
