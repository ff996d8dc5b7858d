import type { ReasonCode } from './reasons.ts'

/**
 * One value as one reader may have it: shown, shown and empty, or withheld and why. The reason and
 * whether breaking the glass would open it come from role, purpose, route and category alone, so that a
 * withheld field tells nothing about the person.
 */
export type Field<Value> =
  | { state: 'shown'; value: Value }
  | { state: 'shown'; value: null; absent: Absence }
  | { state: 'withheld'; why: ReasonCode; canBreakGlass: boolean }

/** Nothing was written down, or it is known that there is none. */
export type Absence = 'not recorded' | 'known to be none'
