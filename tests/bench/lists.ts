import { availableParallelism } from 'node:os'

import type { ListOptions } from '../../server/access/view.ts'
import { caseload } from '../../server/caseload/reads.ts'
import { patientRecord } from '../../server/patients/reads.ts'
import { type Tell, quantile } from './figure.ts'
import { CALLERS, type Population, populate } from './population.ts'
import { type Plain, plainLists, plainRecord } from './ungated.ts'

type Read = () => Promise<unknown>

/** One read by the gate beside the same one written by hand. */
interface Pair {
  name: string
  gated: Read
  plain: Read
  /** The ratio that it may cost at one caller, and at sixteen. */
  targets: readonly [number, number]
}

/** Both sides take turns so often, so that a noisy moment of the machine falls on both. */
const ROUNDS = 12
/** Reads of each caller in a round. */
const READS = 20

/** Measures lists, search and single fetches of a place among `size` people, gated against plain. */
export async function benchLists(size: number, tell: Tell): Promise<void> {
  const population = await populate(size)
  try {
    for (const pair of await pairsOf(population)) {
      for (const callers of [1, CALLERS]) {
        const { gated, plain } = await compare(pair, callers)
        const tellOf = (what: string, value: number, unit: 'ratio' | 'ms' | 'per_second', target: number | null) => {
          const against = unit === 'ratio' ? 'the same SQL by hand, with the same audit' : what
          tell({ name: pair.name, size, callers, value, unit, target, against })
        }
        tellOf('', quantile(gated.ratios, 0.5), 'ratio', pair.targets[callers === 1 ? 0 : 1])
        tellOf('gated, median', quantile(gated.times, 0.5), 'ms', null)
        tellOf('by hand, median', quantile(plain.times, 0.5), 'ms', null)
        if (callers === 1) continue
        tellOf('gated, 95th of 100', quantile(gated.times, 0.95), 'ms', 200)
        tellOf('gated, for each core', gated.perSecond / availableParallelism(), 'per_second', 150)
      }
    }
    await tellAudit(population, size, tell)
  } finally {
    await population.remove()
  }
}

async function pairsOf({ gate, nurse, owner }: Population): Promise<Pair[]> {
  const plain = plainLists(nurse)
  const byHand =
    ({ name, text, values }: Plain): Read =>
    () =>
      owner.pool.query({ name, text, values })
  const list =
    (options: ListOptions<keyof typeof caseload.columns>): Read =>
    () =>
      gate.list(nurse, caseload, { limit: 50, ...options })
  const { rows } = await gate.list(nurse, caseload, { limit: 50 })
  const people = rows.map((row) => row.patient_id)
  let at = 0
  const next = () => people[at++ % people.length] ?? ''
  const asc = (column: keyof typeof caseload.columns) => ({ orderBy: [{ column, direction: 'asc' as const }] })
  const searched = (value: string) =>
    list({ where: [{ column: 'family_name', op: 'search', value }], ...asc('family_name') })
  return [
    { name: 'list by review date', gated: list({}), plain: byHand(plain.byReview), targets: [1.5, 2] },
    { name: 'list by name', gated: list(asc('family_name')), plain: byHand(plain.byName), targets: [1.5, 2] },
    {
      name: 'list by practice (withheld from some)',
      gated: list(asc('registered_practice')),
      plain: byHand(plain.byPractice),
      targets: [1.5, 2],
    },
    {
      name: 'list of two states (hidden if unconfirmed)',
      gated: list({ where: [{ column: 'status', op: 'in', value: ['onhold', 'waitlist'] }] }),
      plain: byHand(plain.waiting),
      targets: [1.5, 2],
    },
    { name: 'search, few found', gated: searched('aaee'), plain: byHand(plain.search('aaee')), targets: [1.5, 2] },
    { name: 'search, many found', gated: searched('a'), plain: byHand(plain.search('a')), targets: [1.5, 2] },
    {
      name: 'one whole record',
      gated: () => gate.get(nurse, patientRecord, { id: next() }),
      plain: () => byHand(plainRecord(nurse, next()))(),
      targets: [2, 2],
    },
  ]
}

interface Side {
  /** Milliseconds of each read. */
  times: number[]
  perSecond: number
}

async function compare(pair: Pair, callers: number): Promise<{ gated: Side & { ratios: number[] }; plain: Side }> {
  const gated = { times: [] as number[], perSecond: 0, ratios: [] as number[] }
  const plain: Side = { times: [], perSecond: 0 }
  let [gatedMs, plainMs] = [0, 0]
  // The first rounds warm connections, plans and the cache.
  for (let round = -2; round < ROUNDS; round++) {
    const one = await readBy(callers, pair.gated)
    const other = await readBy(callers, pair.plain)
    if (round < 0) continue
    gated.times.push(...one.times)
    plain.times.push(...other.times)
    gated.ratios.push(one.ms / other.ms)
    gatedMs += one.ms
    plainMs += other.ms
  }
  gated.perSecond = (gated.times.length / gatedMs) * 1_000
  plain.perSecond = (plain.times.length / plainMs) * 1_000
  return { gated, plain }
}

/** Reads again and again by so many callers at once. */
async function readBy(callers: number, read: Read): Promise<{ times: number[]; ms: number }> {
  const times: number[] = []
  const began = performance.now()
  const call = async () => {
    for (let at = 0; at < READS; at++) {
      const start = performance.now()
      await read()
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return { times, ms: performance.now() - began }
}

/** What the audit costs by itself: the plain list with its audit event, less without. */
async function tellAudit({ nurse, owner }: Population, size: number, tell: Tell): Promise<void> {
  const { name, text, values } = plainLists(nurse).byReview
  const withAudit = () => owner.pool.query({ name, text, values })
  const without = () =>
    owner.pool.query({
      name: `${name}_unrecorded`,
      text: text.replace(', null)', ', null where false)'),
      values,
    })
  const costs: number[] = []
  for (let round = -2; round < ROUNDS; round++) {
    const one = await readBy(1, withAudit)
    const other = await readBy(1, without)
    if (round >= 0) costs.push((one.ms - other.ms) / READS)
  }
  tell({
    name: 'the audit event of a list',
    size,
    callers: 1,
    value: quantile(costs, 0.5),
    unit: 'ms',
    target: null,
    against: 'the same SQL by hand without it',
  })
}
