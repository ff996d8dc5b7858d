import type { Policy } from '../../api/outputs.ts'
import { sentenceCase } from '../../words/choose.ts'

const words = { yes: 'Yes', own: 'Own practice', no: 'No' } as const
const looks = { yes: 'cell cell--show', own: 'cell cell--show_unless_objected', no: 'cell cell--withhold' } as const

/** Which role may say that it is here for which purpose. */
export function DeclaringTable({ declaring }: { declaring: Policy['declaring'] }) {
  return (
    // A wide table scrolls in its own box, which the keyboard must be able to reach.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="card scroll" tabIndex={0} role="region" aria-label="Who may say why they are here">
      <table className="policy">
        <thead>
          <tr>
            <th scope="col">Role</th>
            {declaring.purposes.map(({ value, words: name }) => (
              <th scope="col" key={value}>
                {sentenceCase(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {declaring.rows.map(({ role, cells }) => (
            <tr key={role.value}>
              <th scope="row">{sentenceCase(role.words)}</th>
              {cells.map((cell, at) => (
                <td key={declaring.purposes[at]?.value ?? at}>
                  <span className={looks[cell]}>{words[cell]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
