import type { FieldProps } from './form-state.ts'

export interface TickProps {
  field: FieldProps
  label: string
  hint?: string
}

/** A statement that one makes by ticking it; the form sends `yes`. */
export function Tick({ field, label, hint }: TickProps) {
  const describedBy = [hint && `${field.id}-hint`, field.error && `${field.id}-error`].filter(Boolean).join(' ')
  return (
    <div className={field.error ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      {field.error && (
        <span className="nhsuk-error-message" id={`${field.id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {field.error}
        </span>
      )}
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            id={field.id}
            name={field.name}
            type="checkbox"
            value="yes"
            defaultChecked={field.defaultValue === 'yes'}
            aria-describedby={describedBy || undefined}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={field.id}>
            {label}
          </label>
          {hint && (
            <div className="nhsuk-hint nhsuk-checkboxes__hint" id={`${field.id}-hint`}>
              {hint}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
