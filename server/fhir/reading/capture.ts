import { type Limits, notUtf8, tooDeep, tooLarge } from './piece.ts'

/** Collects the bytes of one resource across the chunks of a stream, and lets go of them as soon as they are too many. */
export class Capture {
  readonly #limit: Limits
  #parts: Buffer[] = []
  #bytes = 0
  #problem: string | undefined

  constructor(limit: Limits) {
    this.#limit = limit
  }

  add(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > this.#limit.bytes) this.refuse(tooLarge(this.#limit))
    if (this.#problem === undefined) this.#parts.push(part)
  }

  /** Told of each level as it opens. */
  atDepth(depth: number): void {
    if (depth > this.#limit.depth) this.refuse(tooDeep(this.#limit))
  }

  refuse(why: string): void {
    this.#problem ??= why
    this.#parts = []
  }

  /** The text, or why there is none. */
  finish(): { text: string } | { why: string } {
    if (this.#problem !== undefined) return { why: this.#problem }
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(this.#parts)) }
    } catch {
      return { why: notUtf8 }
    }
  }
}
