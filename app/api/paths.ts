/** Where each page of a place is; in one spot, so that a page that moves is moved once. */
export const pathOf = {
  why: (place: string, next?: string) => `/places/${place}/why${next ? `?next=${encodeURIComponent(next)}` : ''}`,
  people: (place: string) => `/places/${place}/people`,
  patient: (place: string, patient: string) => `/places/${place}/people/${patient}`,
  sharing: (place: string, patient: string) => `/places/${place}/people/${patient}/sharing`,
  entry: (place: string, patient: string) => `/places/${place}/people/${patient}/entry`,
  older: (place: string, patient: string, part: string) => `/places/${place}/people/${patient}/older/${part}`,
  add: (place: string, patient?: string) => `/places/${place}/add${patient ? `?patient=${patient}` : ''}`,
  rule: (place: string, category: string) => `/places/${place}/rule/${category}`,
} as const

/** A path to go on to that came in an address: only a path of this site, else the given one. */
export function safeNext(next: string | null, otherwise: string): string {
  return next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : otherwise
}

/** The path and search of a request, as a page to come back to; without the parts that only data requests have. */
export function pageOf(request: Request): string {
  const url = new URL(request.url)
  url.searchParams.delete('_data')
  url.searchParams.delete('index')
  return url.pathname + url.search
}
