import type { ProblemCode } from '../errors.ts'

/**
 * What the server says of its own accord. It says that something changed, never what: whoever hears it reads again
 * through the gate.
 */
export interface Frame {
  /**
   * - `patient`: something changed about the patient `id` that this reader may see
   * - `gone`: the patient `id` is out of this reader's reach now
   * - `present`: others came to or left the place `id`
   * - `ended`: the declaration `id` has ended, and the place is closed
   */
  readonly topic: 'patient' | 'gone' | 'present' | 'ended'
  readonly id: string
  /** Where the reader is up to now, sealed; to be sent with the next `open`. Of one length, whatever it holds. */
  readonly cursor: string
}

/** What a browser asks when it opens a place. */
export interface Opening {
  /** The declaration under which it reads there; the place is the declaration's. */
  readonly declaration: string
  /** The last cursor that it was given for this place in this session. */
  readonly cursor?: string | undefined
}

/** What it is answered. */
export type OpenAnswer =
  | {
      readonly outcome: 'open'
      readonly cursor: string
      /** Whether to read everything again, because the cursor is too old, or of another session or place. */
      readonly again: boolean
    }
  | { readonly outcome: 'refused'; readonly code: ProblemCode; readonly words: string }
  /** Something went wrong here; to be asked again in a while. */
  | { readonly outcome: 'failed' }

/** What a browser may send. */
export interface ToServer {
  open: (opening: Opening, answer: (answer: OpenAnswer) => void) => void
}

/** What it may hear. */
export interface ToBrowser {
  news: (frame: Frame) => void
}

/** Where on this server sockets are opened. */
export const LIVE_PATH = '/live'
