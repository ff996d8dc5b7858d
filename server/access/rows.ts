import type { Rule } from './catalogue/catalogue.ts'
import { categoriesOf } from './categories.ts'
import type { Field } from './field.ts'
import { planView } from './sql/plan.ts'
import { markOf } from './sql/select.ts'
import type { RowOf, View } from './view.ts'

type Raw = Record<string, unknown>

/** The rows of a statement as fields: shown, shown and empty, or withheld with the rule's reason. */
export function fieldsOf<V extends View>(rule: Rule, view: V, raw: readonly Raw[]): RowOf<V>[] {
  const plans = planView(rule, view)
  return raw.map((row) => {
    const fields: Raw = { id: row['id'], patient_id: row['patient_id'], versions: row['versions'] ?? {} }
    if (typeof row['categories'] === 'number') fields['categories'] = categoriesOf(row['categories'])
    for (const { name, mode, spec, why, canBreakGlass } of plans) {
      const withheld = mode === 'never' || row[markOf(name)] === true
      fields[name] = withheld ? { state: 'withheld', why, canBreakGlass } : shown(row[name], spec.absent)
    }
    for (const [name, child] of Object.entries(view.children ?? {})) {
      fields[name] = fieldsOf(rule, child, row[name] as Raw[])
    }
    return fields as RowOf<V>
  })
}

function shown(value: unknown, absent: 'not recorded' | 'known to be none' = 'not recorded'): Field<unknown> {
  if (value === null || value === undefined) return { state: 'shown', value: null, absent }
  return { state: 'shown', value: value instanceof Date ? value.toISOString() : value }
}
