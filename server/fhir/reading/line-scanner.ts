import { byte } from './bytes.ts'
import { Capture } from './capture.ts'
import { type Limits, type Piece } from './piece.ts'

/**
 * Cuts newline-delimited JSON into its lines, each one resource. Blank lines are passed over; lines may end in CRLF.
 * Levels are counted here, before anything is parsed.
 */
export class LineScanner {
  readonly #limit: Limits
  #line = 1
  #capture: Capture
  #blank = true
  #depth = 0
  #inText = false
  #escaped = false

  constructor(limit: Limits) {
    this.#limit = limit
    this.#capture = new Capture(limit)
  }

  /** Takes the next bytes of the file. @returns the lines they complete */
  push(chunk: Buffer): Piece[] {
    const out: Piece[] = []
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk[at] ?? 0
      if (code === byte.newline) {
        this.#capture.add(chunk.subarray(start, at))
        start = at + 1
        out.push(...this.#finishLine())
      } else {
        this.#see(code)
      }
    }
    this.#capture.add(chunk.subarray(start))
    return out
  }

  /** Told that the file is over. @returns its last line, when that has no end of its own */
  end(): Piece[] {
    return this.#finishLine()
  }

  #see(code: number): void {
    if (code > byte.space) this.#blank = false
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false
      else if (code === byte.backslash) this.#escaped = true
      else if (code === byte.quote) this.#inText = false
    } else if (code === byte.quote) this.#inText = true
    else if (code === byte.openObject || code === byte.openList) this.#capture.atDepth(++this.#depth)
    else if (code === byte.closeObject || code === byte.closeList) this.#depth -= 1
  }

  #finishLine(): Piece[] {
    const line = this.#line
    const captured = this.#capture.finish()
    const blank = this.#blank
    this.#line += 1
    this.#capture = new Capture(this.#limit)
    this.#blank = true
    this.#depth = 0
    this.#inText = this.#escaped = false
    if (blank) return []
    if ('why' in captured) return [{ kind: 'broken', line, entry: undefined, why: captured.why }]
    return [{ kind: 'resource', line, text: captured.text }]
  }
}
