import type { FieldProps } from './form-state.ts'

/** One thing that can be chosen. */
export interface Choice {
  value: string
  label: string
  hint?: string
}

export interface ChoicesProps {
  legend: string
  hint?: string
  field: FieldProps
  choices: readonly Choice[]
  /** Beside each other rather than under each other. */
  inline?: boolean
}

/** One of several, as the design system's radios. The first carries the field's id, so that an error leads to it. */
export function Choices({ legend, hint, field, choices, inline }: ChoicesProps) {
  const hintId = `${field.id}-hint`
  const errorId = `${field.id}-error`
  const describedBy = [hint && hintId, field.error && errorId].filter(Boolean).join(' ')
  return (
    <div className={field.error ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy || undefined}>
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{legend}</legend>
        {hint && (
          <div className="nhsuk-hint" id={hintId}>
            {hint}
          </div>
        )}
        {field.error && (
          <span className="nhsuk-error-message" id={errorId}>
            <span className="nhsuk-u-visually-hidden">Error:</span> {field.error}
          </span>
        )}
        <div
          className={
            inline ? 'nhsuk-radios nhsuk-radios--small nhsuk-radios--inline' : 'nhsuk-radios nhsuk-radios--small'
          }
        >
          {choices.map((choice, at) => (
            <Radio
              key={choice.value}
              field={field}
              choice={choice}
              id={at === 0 ? field.id : `${field.id}-${choice.value}`}
            />
          ))}
        </div>
      </fieldset>
    </div>
  )
}

function Radio({ field, choice, id }: { field: FieldProps; choice: Choice; id: string }) {
  const hintId = `${id}-item-hint`
  return (
    <div className="nhsuk-radios__item">
      <input
        className="nhsuk-radios__input"
        id={id}
        name={field.name}
        type="radio"
        value={choice.value}
        defaultChecked={field.defaultValue === choice.value}
        aria-describedby={choice.hint && hintId}
      />
      <label className="nhsuk-label nhsuk-radios__label" htmlFor={id}>
        {choice.label}
      </label>
      {choice.hint && (
        <div className="nhsuk-hint nhsuk-radios__hint" id={hintId}>
          {choice.hint}
        </div>
      )}
    </div>
  )
}
