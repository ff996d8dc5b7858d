import type { ShownProblem } from './problems.ts'

/**
 * What a form sent, as text by field name. Fields left empty are left out: nothing typed is nothing said.
 * Files are left out too; no form here has one.
 *
 * @throws a Response that the error page shows, when what was sent is no form
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const sent: Record<string, string> = {}
  for (const [name, value] of await request.formData().catch(refuse)) {
    if (typeof value === 'string' && value.trim() !== '') sent[name] = value.trim()
  }
  return sent
}

function refuse(): never {
  const words = 'What was sent could not be read as a form. Go back, open the page again and send it once more.'
  const shown: ShownProblem = { code: 'invalid', words }
  throw Response.json(shown, { status: 400 })
}

/** The three boxes of a date (`name-day`, `name-month`, `name-year`) as `YYYY-MM-DD`; as typed when they are no date. */
export function dateFrom(form: Readonly<Record<string, string>>, name: string): string | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => form[`${name}-${part}`])
  if (!day && !month && !year) return undefined
  return `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
}

/** A key for a command, and an id for the row that it makes, new for each page that is rendered. */
export function newCommand(): { key: string; id: string } {
  return { key: crypto.randomUUID(), id: crypto.randomUUID() }
}
