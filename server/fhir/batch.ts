import type { Brought, BroughtTable, Received } from '../access/bring.ts'
import type { Outcome } from './report.ts'

/** One resource ready to be brought in: its rows, the id of its own row, and what to report. */
export interface Ready extends Pick<Outcome, 'place' | 'resource' | 'notes'> {
  readonly id: string
  readonly rows: Brought
}

/** Resources in one transaction: enough that the journey counts for little, few enough that nobody waits for it long. */
const MOST = 500

/**
 * Gathers resources and brings them in by batches, each in one transaction. While one is under way the next is
 * gathered, and never more than that.
 */
export class Batches {
  readonly #bring: (rows: Brought) => Promise<Received>
  readonly #tell: (outcome: Outcome) => void
  #ready = new Map<string, Ready>()
  #underWay: Promise<void> = Promise.resolve()

  constructor(bring: (rows: Brought) => Promise<Received>, tell: (outcome: Outcome) => void) {
    this.#bring = bring
    this.#tell = tell
  }

  async add(ready: Ready): Promise<void> {
    if (this.#ready.has(ready.id)) {
      const { place, resource } = ready
      this.#tell({ place, resource, outcome: 'already here', notes: [] })
      return
    }
    this.#ready.set(ready.id, ready)
    if (this.#ready.size >= MOST) await this.#send()
  }

  /** Brings in what is left, and waits until all of it is there. */
  async finish(): Promise<void> {
    await this.#send()
    await this.#underWay
  }

  async #send(): Promise<void> {
    await this.#underWay
    const ready = [...this.#ready.values()]
    this.#ready = new Map()
    this.#underWay = this.#deliver(ready)
    // A failure is met where it is waited for; without this it would count as nobody's.
    this.#underWay.catch(() => undefined)
  }

  async #deliver(batch: readonly Ready[]): Promise<void> {
    if (batch.length === 0) return
    const received = await this.#bring(merge(batch.map(({ rows }) => rows))).catch((error: unknown) => {
      if (isAboutValues(error)) return undefined
      throw error
    })
    if (received) for (const each of batch) this.#tell(outcomeOf(each, received))
    else await this.#deliverHalves(batch)
  }

  /** The database refused a value that the schemas let through: find whose, so that the rest goes in. */
  async #deliverHalves(batch: readonly Ready[]): Promise<void> {
    const [only] = batch
    if (batch.length === 1 && only) {
      const { place, resource } = only
      this.#tell({ place, resource, outcome: 'refused', notes: ['holds a value that the database does not take'] })
      return
    }
    const middle = Math.ceil(batch.length / 2)
    await this.#deliver(batch.slice(0, middle))
    await this.#deliver(batch.slice(middle))
  }
}

function merge(all: readonly Brought[]): Brought {
  const merged = new Map<BroughtTable, object[]>()
  for (const rows of all) {
    for (const [table, more] of Object.entries(rows) as [BroughtTable, readonly object[]][]) {
      const of = merged.get(table) ?? []
      of.push(...more)
      merged.set(table, of)
    }
  }
  return Object.fromEntries(merged)
}

function outcomeOf({ place, resource, notes, id }: Ready, received: Received): Outcome {
  if (received.taken.has(id)) return { place, resource, notes, outcome: 'taken' }
  if (received.alreadyHere.has(id)) return { place, resource, notes: [], outcome: 'already here' }
  return { place, resource, notes: ['its person is not here'], outcome: 'refused' }
}

/** PostgreSQL's classes 22 (data exception) and 23 (integrity constraint): the fault is in what was sent. */
function isAboutValues(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^2[23]/.test(code)
}
