import type { ReactNode } from 'react'

import { SortHead, type SortHeadProps } from './sort-head.tsx'
import { moveByArrow } from './use-row-keys.ts'

/** A column of a list: its head, and what stands in it for one person. */
export interface Column<Row> {
  /** What the style sheet calls it, to place it on a phone. */
  name: string
  label: string
  sort?: string
  cell: (row: Row) => ReactNode
}

export interface PeopleTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  sorted: SortHeadProps['sorted']
  /** Rows that somebody else changed while this page was open. */
  changed: ReadonlySet<string>
}

/** The list itself: a real table at a desk, each row a card on a phone, the first column the row's head. */
export function PeopleTable<Row extends { id: string }>({
  caption,
  columns,
  rows,
  sorted,
  changed,
}: PeopleTableProps<Row>) {
  return (
    // Arrow keys are a shortcut over the rows' own links, which take the focus and do the work.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <table className="people" onKeyDown={moveByArrow}>
      <caption className="nhsuk-u-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, label, sort }) => (
            <SortHead key={label} name={name} label={label} sorted={sorted} {...(sort && { by: sort })} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={changed.has(row.id) ? 'changed' : undefined}>
            {columns.map(({ name, label, cell }, at) =>
              at === 0 ? (
                <th key={label} scope="row" className={`col-${name}`}>
                  {cell(row)}
                  {changed.has(row.id) && <span className="nhsuk-u-visually-hidden"> changed just now</span>}
                </th>
              ) : (
                <td key={label} className={`col-${name}`} data-label={label}>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
