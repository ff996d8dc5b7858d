import { byte } from './bytes.ts'
import { Capture } from './capture.ts'
import { type Limits, type Piece } from './piece.ts'

/** Levels: inside the document's own object 1, inside its list of entries 2, inside an entry 3 and more. */
const IN_DOCUMENT = 1
const IN_ENTRIES = 2

/** The longest key or short value that is kept; `resourceType` and the names of kinds are well below. */
const LONGEST_WORD = 64

/**
 * Cuts JSON documents into resources without parsing them: the entries of a bundle one by one as they go by, and any
 * other document whole. It only follows quotes and brackets, so an entry that is broken within does no harm to the next.
 */
export class DocumentScanner {
  readonly #limit: Limits
  #line = 1
  #depth = 0
  #inText = false
  #escaped = false
  /** What the text being read says, as far as it is a key or a short value of the document's own object. */
  #word = ''
  #key = ''
  #fields = new Map<string, string>()
  #inEntries = false
  /** In the list of entries, something that is no object. */
  #inJunk = false
  #ended = false
  #bundle = 0
  #entries = 0
  #documentLine = 1
  #entryLine = 1
  #document: Capture | undefined
  #entry: Capture | undefined
  readonly #out: Piece[] = []

  constructor(limit: Limits) {
    this.#limit = limit
  }

  /** Takes the next bytes of the file. @returns what they complete */
  push(chunk: Buffer): Piece[] {
    // Where in this chunk the bytes begin that belong to what is being captured.
    let from = 0
    for (let at = 0; at < chunk.length && !this.#ended; at += 1) {
      const code = chunk[at] ?? 0
      if (code === byte.newline) this.#line += 1
      if (this.#inText) {
        this.#insideText(code)
      } else if (code === byte.quote) {
        this.#beginText()
      } else if (code === byte.openObject || code === byte.openList) {
        if (this.#opens(code)) from = at
      } else if (code === byte.closeObject || code === byte.closeList) {
        this.#closes(code, chunk, from, at)
      } else if (code > byte.space && this.#depth <= IN_ENTRIES) {
        this.#between(code)
      }
    }
    const rest = chunk.subarray(from)
    if (this.#entry) this.#entry.add(rest)
    else this.#document?.add(rest)
    return this.#out.splice(0)
  }

  /** Told that the file is over. @returns what is left, and what is wrong with how it ended */
  end(): Piece[] {
    if (!this.#ended && this.#depth > 0) {
      if (this.#entry) this.#brokenEntry(this.#entryLine, 'has no end: the file stops in the middle of it')
      this.#broken('is not whole: it ends before its last bracket')
      this.#finishDocument(false)
    }
    return this.#out.splice(0)
  }

  #insideText(code: number): void {
    if (this.#escaped) this.#escaped = false
    else if (code === byte.backslash) this.#escaped = true
    else if (code === byte.quote) {
      this.#inText = false
      return
    }
    if (this.#depth === IN_DOCUMENT && this.#word.length < LONGEST_WORD) this.#word += String.fromCharCode(code)
  }

  #beginText(): void {
    this.#inText = true
    this.#word = ''
    if (this.#inEntries && this.#depth === IN_ENTRIES) this.#inJunk = true
  }

  /** @returns whether something to capture begins here */
  #opens(code: number): boolean {
    this.#depth += 1
    if (this.#depth === IN_DOCUMENT) {
      this.#documentLine = this.#line
      this.#document = new Capture(this.#limit)
      if (code === byte.openList) this.#document.refuse('must be a resource or a bundle, not a list')
      return true
    }
    if (this.#depth === IN_ENTRIES && code === byte.openList && this.#key === 'entry') {
      this.#inEntries = true
      this.#document = undefined
    } else if (this.#inEntries && this.#depth === IN_ENTRIES + 1 && !this.#inJunk && code === byte.openObject) {
      this.#entryLine = this.#line
      this.#entry = new Capture(this.#limit)
      return true
    } else if (this.#inEntries && this.#depth === IN_ENTRIES + 1) {
      this.#inJunk = true
    }
    this.#entry?.atDepth(this.#depth - IN_ENTRIES)
    this.#document?.atDepth(this.#depth)
    return false
  }

  #closes(code: number, chunk: Buffer, from: number, at: number): void {
    this.#depth -= 1
    if (this.#depth < 0) {
      this.#ended = true
      this.#broken('is not JSON: a bracket closes what was never opened')
    } else if (this.#depth === 0) {
      this.#document?.add(chunk.subarray(from, at + 1))
      this.#finishDocument(true)
    } else if (this.#inEntries && this.#depth === IN_ENTRIES && this.#entry) {
      this.#entry.add(chunk.subarray(from, at + 1))
      this.#finishEntry(this.#entry.finish())
    } else if (this.#inEntries && this.#depth === IN_DOCUMENT && code === byte.closeList) {
      this.#finishJunk()
      this.#inEntries = false
      this.#key = ''
    }
  }

  #between(code: number): void {
    if (this.#depth === 0) {
      this.#ended = true
      this.#broken('is not JSON: a resource begins with a brace')
    } else if (this.#depth === IN_DOCUMENT) {
      if (code === byte.colon) this.#key = this.#word
      else if (code === byte.comma) this.#keepField()
    } else if (this.#inEntries && this.#depth === IN_ENTRIES) {
      if (code === byte.comma) this.#finishJunk()
      else this.#inJunk = true
    }
  }

  #keepField(): void {
    this.#fields.set(this.#key, this.#word)
    this.#key = ''
  }

  #finishEntry(captured: { text: string } | { why: string }): void {
    this.#entry = undefined
    if ('why' in captured) {
      this.#brokenEntry(this.#entryLine, captured.why)
      return
    }
    this.#out.push({
      kind: 'entry',
      line: this.#entryLine,
      bundle: this.#bundle,
      index: this.#entries,
      text: captured.text,
    })
    this.#entries += 1
  }

  #finishJunk(): void {
    if (!this.#inJunk) return
    this.#inJunk = false
    this.#brokenEntry(this.#line, 'is not an object')
  }

  #brokenEntry(line: number, why: string): void {
    this.#out.push({ kind: 'broken', line, entry: `entry[${this.#entries}]`, why })
    this.#entries += 1
    this.#entry = undefined
  }

  #broken(why: string): void {
    this.#out.push({ kind: 'broken', line: this.#line, entry: undefined, why })
  }

  #finishDocument(whole: boolean): void {
    this.#keepField()
    const captured = this.#document?.finish()
    const line = this.#documentLine
    if (!captured) {
      const resourceType = this.#fields.get('resourceType') ?? ''
      this.#out.push({ kind: 'bundle', line, bundle: this.#bundle, resourceType, type: this.#fields.get('type') ?? '' })
      this.#bundle += 1
    } else if ('why' in captured) {
      this.#out.push({ kind: 'broken', line, entry: undefined, why: captured.why })
    } else if (whole) {
      this.#out.push({ kind: 'resource', line, text: captured.text })
    }
    this.#document = undefined
    this.#inEntries = false
    this.#entries = 0
    this.#fields = new Map()
  }
}
