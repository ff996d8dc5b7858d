/** Where in a file something stands: `entry` for an entry of a bundle (`entry[3]`), nothing for a whole file or line. */
export interface Place {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly entry: string | undefined
}

/**
 * What a file is cut into before any of it is parsed: one resource or one entry of a bundle at a time, so that a broken
 * one spoils no other and no file need fit in memory.
 */
export type Piece =
  /** A whole document or a line: the text of one resource, or of a bundle with no entries. */
  | { readonly kind: 'resource'; readonly line: number; readonly text: string }
  /** One entry of the bundle that is being read; `bundle` counts the bundles of a file. */
  | {
      readonly kind: 'entry'
      readonly line: number
      readonly bundle: number
      readonly index: number
      readonly text: string
    }
  /** The end of a bundle, when what it said of itself is known. */
  | {
      readonly kind: 'bundle'
      readonly line: number
      readonly bundle: number
      readonly resourceType: string
      readonly type: string
    }
  /** What could not be cut out, and the rule that it breaks. */
  | { readonly kind: 'broken'; readonly line: number; readonly entry: string | undefined; readonly why: string }

/** How much one resource may be. */
export interface Limits {
  readonly bytes: number
  /** Objects and lists within each other. FHIR itself needs about 20 at the very most. */
  readonly depth: number
}

export const limits: Limits = { bytes: 50 * 1024 * 1024, depth: 64 }

/** The words for what goes past a limit, or is no text. */
export const tooLarge = (limit: Limits) => `is over ${limit.bytes / 1024 / 1024} MB, the most that one resource may be`
export const tooDeep = (limit: Limits) => `is nested more than ${limit.depth} levels deep`
export const notUtf8 = 'is not UTF-8 text'
