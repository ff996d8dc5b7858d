/**
 * What a template leaves where nobody filled it in: `{ScheduleItem}`, `[Practitionerid]`, `${name}`, `{{name}}`.
 * Braces or brackets around plain words and nothing else; `<` and `>` are left alone, since names may hold anything.
 */
const PLACEHOLDER = /^(?:\$?\{\{?[\w .:-]+\}?\}|\[[\w .:-]+\])$/
const MAY_HOLD_ONE = /"(?:\$?\{|\[)[\w .:{-]+[}\]]"/

/** Whether a text can hold a placeholder at all; a look at the whole text is quicker than a walk through its parts. */
export function mayHoldPlaceholder(json: string): boolean {
  return MAY_HOLD_ONE.test(json)
}

/**
 * A copy of a parsed resource without its unfilled placeholders, as if they had never been sent.
 *
 * @param left takes the path of each one left out
 */
export function withoutPlaceholders(value: unknown, left: string[], path = ''): unknown {
  if (typeof value === 'string') {
    if (!PLACEHOLDER.test(value)) return value
    left.push(path)
    return undefined
  }
  if (Array.isArray(value)) {
    return value
      .map((item, at) => withoutPlaceholders(item, left, `${path}[${at}]`))
      .filter((item) => item !== undefined)
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, withoutPlaceholders(inner, left, path ? `${path}.${key}` : key)] as const)
    .filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(kept)
}
