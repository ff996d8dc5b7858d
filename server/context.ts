import type { Kysely } from 'kysely'

import type { Decision } from './access/decision.ts'
import type { Gate } from './access/gate.ts'
import type { Auth } from './auth/auth.ts'
import type { SignedIn } from './auth/signed-in.ts'
import type { Database } from './database/schema.ts'

/** What the procedures stand on: made once, when the program starts. */
export interface Rooms {
  readonly gate: Gate
  /** For the tables of `house` only; what hangs on a patient is reached through the gate. */
  readonly house: Kysely<Database>
  readonly auth: Auth
}

/** What a read of patient information stands on, as a procedure of kind `withAccess` has it. */
export interface Reading {
  readonly gate: Gate
  readonly decision: Decision
  readonly refresh: boolean
}

/** What a file that leaves the product stands on: it says in whose name. */
export interface Taking extends Reading {
  readonly session: SignedIn
}

/** What every procedure gets: the rooms, and who is asking from where. */
export interface Context extends Rooms {
  readonly session: SignedIn | null
  /** Whether this person may ask for patient information once more now; counts it when they may. */
  readonly mayAsk: (session: SignedIn) => boolean
  /** Names the request in the log and in each audit event. */
  readonly requestId: string
  /** The address of the person's end of the connection. */
  readonly address: string
  readonly userAgent: string | undefined
  readonly cookieHeader: string | undefined
  /** Whether the screen asks again by itself, because something changed: the audit tells it from looking. */
  readonly refresh: boolean
  /** Adds a Set-Cookie header to the answer. */
  readonly setCookie: (value: string) => void
}
