import type { Policy } from '../../api/outputs.ts'
import { listInWords, midSentence, sentenceCase } from '../../words/choose.ts'

const words = { show: 'Shown', show_unless_objected: 'Unless objected', withhold: 'No' } as const

export interface ShownTableProps {
  table: Policy['tables'][number]
  categories: Policy['categories']
  open: boolean
}

/** What each role is shown for one purpose, by the routes that share the table. */
export function ShownTable({ table, categories, open }: ShownTableProps) {
  const title = `${sentenceCase(table.purpose.words)}, by way of ${listInWords(table.routes.map((route) => midSentence(route.words)))}`
  return (
    <details className="policy-table" open={open}>
      <summary>
        <span className="policy-table__title">{title}</span>
        <span className="quiet"> {termsOf(table)}</span>
      </summary>
      {/* A wide table scrolls in its own box, which the keyboard must be able to reach. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="card scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="policy">
          <thead>
            <tr>
              <th scope="col">Role</th>
              {categories.map(({ value, words: name }) => (
                <th scope="col" key={value}>
                  {sentenceCase(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ role, cells }) => (
              <tr key={role.value}>
                <th scope="row">{sentenceCase(role.words)}</th>
                {cells.map((cell, at) => (
                  <td key={categories[at]?.value ?? at}>
                    <span className={`cell cell--${cell.effect}`}>{words[cell.effect]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function termsOf(table: ShownTableProps['table']): string {
  return [
    table.basis && `safeguarding flags (${table.basis})`,
    `ends after ${table.hours} h`,
    table.one_person && 'one person',
    table.reason_required && 'with a reason',
    table.reviewed && 'each use is reviewed',
    !table.open && 'not open yet',
  ]
    .filter(Boolean)
    .join(' · ')
}
