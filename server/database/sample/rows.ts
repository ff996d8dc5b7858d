import type { BroughtRow, BroughtTable } from '../../access/bring.ts'

/** A row on its way to the gate; what is left out is not known. */
export type SampleRow<Table extends BroughtTable> = BroughtRow<Table>

/** Rows for each table of `care`, in the order in which they were made. */
export type SampleRows = { [Table in BroughtTable]?: SampleRow<Table>[] }

/** Puts one more row into a table's list. */
export function add<Table extends BroughtTable>(rows: SampleRows, table: Table, row: SampleRow<Table>): void {
  const list: SampleRow<Table>[] = rows[table] ?? []
  list.push(row)
  Object.assign(rows, { [table]: list })
}

/** The calendar day so many days before a moment, `YYYY-MM-DD`. */
export function dayBefore(now: Date, days: number): string {
  return timeBefore(now, days).toISOString().slice(0, 10)
}

/** The moment so many days before another. */
export function timeBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000)
}
