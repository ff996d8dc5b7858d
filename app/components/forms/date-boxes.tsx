import type { Rejected } from './form-state.ts'

export interface DateBoxesProps {
  legend: string
  /** The field's name; the boxes are `name-day`, `name-month` and `name-year`. */
  name: string
  rejected: Rejected | undefined
  /** Tells the boxes' ids apart where a page has the same form twice. */
  prefix?: string
}

const boxes = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const

/** A date that one knows by heart, typed into three boxes (NHS service manual, "Dates"). */
export function DateBoxes({ legend, name, rejected, prefix = '' }: DateBoxesProps) {
  const error = rejected?.errors[name]
  const ownId = `${prefix}${name}`
  const errorId = `${ownId}-error`
  return (
    <div className={error ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      <fieldset className="nhsuk-fieldset" aria-describedby={error ? `${ownId}-hint ${errorId}` : `${ownId}-hint`}>
        <legend className="nhsuk-fieldset__legend">{legend}</legend>
        <div className="nhsuk-hint" id={`${ownId}-hint`}>
          For example, 15 3 1984
        </div>
        {error && (
          <span className="nhsuk-error-message" id={errorId}>
            <span className="nhsuk-u-visually-hidden">Error:</span> {error}
          </span>
        )}
        <div className="nhsuk-date-input">
          {boxes.map(({ part, label, width }, at) => {
            // The first box carries the field's own name as its id, so that an error leads to it.
            const id = at === 0 ? ownId : `${ownId}-${part}`
            return (
              <div className="nhsuk-date-input__item" key={part}>
                <label className="nhsuk-label nhsuk-date-input__label" htmlFor={id}>
                  {label}
                </label>
                <input
                  className={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${width}${error ? ' nhsuk-input--error' : ''}`}
                  id={id}
                  name={`${name}-${part}`}
                  inputMode="numeric"
                  defaultValue={rejected?.values[`${name}-${part}`]}
                />
              </div>
            )
          })}
        </div>
      </fieldset>
    </div>
  )
}
