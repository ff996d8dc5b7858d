/** What came of sending a form: what is wrong with which field, and what had been typed. */
export interface Rejected {
  /** What is wrong, by the name of the field; under `''` what is wrong with the form as a whole. */
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

/** The properties that a design system field takes from a form's state. */
export interface FieldProps {
  id: string
  name: string
  defaultValue?: string
  error?: string
}

/**
 * Reads a form's state field by field, so that what was typed is kept and what is wrong stands beside it.
 *
 * @param rejected what came of sending the form; nothing when it has not been sent
 * @param initial what stands in the fields before anybody types
 * @param prefix tells the fields' ids apart where a page has the same form twice
 */
export function fieldsOf(rejected: Rejected | undefined, initial: Readonly<Record<string, string>> = {}, prefix = '') {
  return (name: string): FieldProps => {
    const value = rejected?.values[name] ?? initial[name]
    const error = rejected?.errors[name]
    return {
      id: `${prefix}${name}`,
      name,
      ...(value !== undefined && { defaultValue: value }),
      ...(error !== undefined && { error }),
    }
  }
}
