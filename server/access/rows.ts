import type { Rule } from './catalogue/catalogue.ts'
import { categoriesOf } from './categories.ts'
import type { Field } from './field.ts'
import { planView } from './sql/plan.ts'
import { markOf } from './sql/select.ts'
import type { RowOf, View } from './view.ts'

type Raw = Record<string, unknown>

/** The rows of a statement as fields: shown, shown and empty, or withheld with the rule's reason. */
export function fieldsOf<V extends View>(rule: Rule, view: V, raw: readonly Raw[]): RowOf<V>[] {
  const read = reading(rule, view)
  return raw.map((row) => read(row) as RowOf<V>)
}

/** How each row of a view is read, planned once: a record has hundreds of rows in its lists. */
function reading(rule: Rule, view: View): (row: Raw) => Raw {
  const plans = planView(rule, view)
  const lists = Object.entries(view.children ?? {}).map(([name, child]) => ({ name, read: reading(rule, child) }))
  return (row) => {
    const fields: Raw = { id: row['id'], patient_id: row['patient_id'], versions: row['versions'] ?? {} }
    if (typeof row['categories'] === 'number') fields['categories'] = categoriesOf(row['categories'])
    if (row['unconfirmed'] === true) fields['unconfirmed'] = true
    for (const { name, mode, spec, why, canBreakGlass } of plans) {
      const withheld = mode === 'never' || row[markOf(name)] === true
      fields[name] = withheld ? { state: 'withheld', why, canBreakGlass } : shown(row[name], spec.absent)
    }
    for (const { name, read } of lists) fields[name] = (row[name] as Raw[]).map(read)
    return fields
  }
}

function shown(value: unknown, absent: 'not recorded' | 'known to be none' = 'not recorded'): Field<unknown> {
  if (value === null || value === undefined) return { state: 'shown', value: null, absent }
  return { state: 'shown', value: value instanceof Date ? value.toISOString() : value }
}
