import type { SessionInfo } from '../access/decision.ts'

/** Whoever is signed in, and what to call them on their own screen. */
export interface SignedIn extends SessionInfo {
  display_name: string
}

/** Puts together who is signed in from a session and its account. */
export function signedIn(
  session: { row_id: string; assurance_level: number },
  account: { id: string; practitioner_id: string; family_name: string; given_names: string },
): SignedIn {
  return {
    id: session.row_id,
    account_id: account.id,
    practitioner_id: account.practitioner_id,
    assurance_level: session.assurance_level,
    display_name: `${account.given_names} ${account.family_name}`,
  }
}
