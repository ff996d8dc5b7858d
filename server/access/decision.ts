import type { Rule } from './catalogue/catalogue.ts'
import type { Purpose, Role, Route } from './vocabulary.ts'

/** Whoever is signed in, as far as the gate must know. */
export interface SessionInfo {
  /** The id of the row in house.session, never the secret. */
  id: string
  account_id: string
  practitioner_id: string
  assurance_level: number
}

export type SystemActor = 'import' | 'live_tail'

declare const decided: unique symbol

/**
 * That somebody said why they are here and may: what every call of the gate asks for. Only `decide` makes
 * one. It is not a permission that lasts: each statement checks everything again.
 */
export interface Decision {
  readonly [decided]: true
  readonly declarationId: string
  readonly sessionId: string
  readonly practitionerId: string
  readonly practitionerRoleId: string
  readonly organisationId: string
  readonly role: Role
  readonly purpose: Purpose
  readonly route: Route
  readonly placeId: string
  readonly groupId: string | null
  readonly patientId: string | null
  readonly endsAt: string
  readonly rule: Rule
  /** The request on whose behalf it is used; stands in each audit event. */
  readonly requestId: string | null
}

/** A system actor's standing declaration: may bring records in, and reads nothing for anyone. */
export interface SystemDecision {
  readonly [decided]: true
  readonly declarationId: string
  readonly systemActor: SystemActor
}

/** Makes a decision of what was read from a declaration; for `decide` alone. */
export function mintDecision<Facts extends Omit<Decision, typeof decided> | Omit<SystemDecision, typeof decided>>(
  facts: Facts,
): Facts & { readonly [decided]: true } {
  return Object.freeze({ ...facts }) as Facts & { readonly [decided]: true }
}
