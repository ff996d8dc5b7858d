import { closeSync, openSync, writeSync } from 'node:fs'

import { lineOf, type Outcome, Tally } from '../fhir/report.ts'

/** Lines kept back before they are written, so that a report of a million lines is not a million writes. */
const LINES_AT_ONCE = 1000

/** How often the line of progress is drawn again, in milliseconds. */
const REDRAW_MS = 200

/** Where the words of an import go. */
export interface Screen {
  readonly out: (text: string) => void
  /** Absent where nobody is watching. */
  readonly progress: ((text: string) => void) | undefined
}

/**
 * Tells of an import while it runs: every resource that was refused or needs a look on the screen, all of them in a file
 * when one was named, and how far it has come where somebody watches.
 */
export class ImportReport {
  readonly tally = new Tally()
  readonly #screen: Screen
  readonly #file: number | undefined
  #lines: string[] = []
  #expected = 0
  #drawnAt = 0
  readonly #began = performance.now()

  /** @throws the error of the file system when the file cannot be written */
  constructor(screen: Screen, file: string | undefined) {
    this.#screen = screen
    this.#file = file === undefined ? undefined : openSync(file, 'w', 0o600)
  }

  expect(resources: number): void {
    this.#expected = resources
  }

  tell(outcome: Outcome): void {
    this.tally.count(outcome)
    if (this.#file !== undefined) this.#keep(lineOf(outcome))
    const needsALook = outcome.outcome === 'refused' || (outcome.outcome === 'taken' && outcome.notes.length > 0)
    if (needsALook) this.#print(`${lineOf(outcome)}\n`)
    this.#draw()
  }

  /** Prints the summary and how long it took, and closes the file. */
  finish(): void {
    const seconds = (performance.now() - this.#began) / 1000
    const speed = `${seconds.toFixed(1)} seconds, ${Math.round(this.tally.total / seconds)} resources a second`
    this.#print(`${[...this.tally.summary(), speed].join('\n')}\n`)
    this.#write()
    if (this.#file !== undefined) closeSync(this.#file)
  }

  #print(text: string): void {
    this.#screen.progress?.('')
    this.#screen.out(text)
    this.#drawnAt = 0
  }

  #draw(): void {
    const now = Date.now()
    if (!this.#screen.progress || now - this.#drawnAt < REDRAW_MS) return
    this.#drawnAt = now
    this.#screen.progress(`${this.tally.total} of ${this.#expected} resources`)
  }

  #keep(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length >= LINES_AT_ONCE) this.#write()
  }

  #write(): void {
    if (this.#file !== undefined && this.#lines.length > 0) writeSync(this.#file, `${this.#lines.join('\n')}\n`)
    this.#lines = []
  }
}
