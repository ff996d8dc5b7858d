import { useEffect, useState } from 'react'

/**
 * The rows that changed on screen while the same list stayed open: what another person did, marked until the
 * reader asks for another list. It compares what is shown, so it can never tell of what is not.
 *
 * @param rows the rows as they are shown now
 * @param list names the question that they answer (its filter, order and page)
 */
export function useChangedRows(rows: readonly { id: string }[], list: string): ReadonlySet<string> {
  const [seen, setSeen] = useState(() => ({ list, rows: printed(rows), changed: new Set<string>() }))
  useEffect(() => {
    setSeen((before) => {
      const now = printed(rows)
      if (before.list !== list) return { list, rows: now, changed: new Set() }
      const differs = [...now].filter(([id, print]) => before.rows.get(id) !== print).map(([id]) => id)
      return differs.length === 0 ? before : { list, rows: now, changed: new Set([...before.changed, ...differs]) }
    })
  }, [rows, list])
  return seen.list === list ? seen.changed : new Set()
}

function printed(rows: readonly { id: string }[]): Map<string, string> {
  return new Map(rows.map((row) => [row.id, JSON.stringify(row)]))
}
