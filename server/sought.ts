import { readNhsNumber, withoutSpacing } from './nhs-number.ts'

/** Whom somebody looks for: by an NHS number, or by words of a name. */
export type Sought = { readonly nhs_number: string } | { readonly name: string }

/**
 * Reads what was typed into a search box. Ten digits in any spacing are an NHS number; all else is a name.
 *
 * @returns undefined for ten digits that are no NHS number, which would find nobody by name and so say nothing
 */
export function readSought(text: string): Sought | undefined {
  if (!/^[0-9]{10}$/.test(withoutSpacing(text))) return { name: text }
  const nhs_number = readNhsNumber(text)
  return nhs_number === undefined ? undefined : { nhs_number }
}

/** The condition by which a list finds whom somebody looks for. */
export function whoIsSought(sought: Sought) {
  return 'name' in sought
    ? ({ column: 'family_name', op: 'search', value: sought.name } as const)
    : ({ column: 'nhs_number', op: 'eq', value: sought.nhs_number } as const)
}
