/** Leads the browser on to another page of this site, to be asked for with GET (303, so that a form is not sent again). */
export function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } })
}
