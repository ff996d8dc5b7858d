import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createGate } from '../../../server/access/gate.ts'
import type { Subject } from '../../reference/facts.ts'
import { testDatabase } from '../../support/database.ts'
import { gateKeys, testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { storeSubjects } from '../equivalence/store.ts'
import { someOf, subjectsOf } from '../equivalence/subjects.ts'
import { layWorld, type World } from '../equivalence/world.ts'
import { type Mutant, mutants } from './mutants.ts'
import { type Asking, answersOf, endedDecisions, standingDecisions } from './questions.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)

let asking: Asking
let right: string[]
let workshop: Workshop

/**
 * The owner's pool, for whom row-level security does not hold: what a broken gate lets through must not be caught by the
 * second wall. And everything that the database gave through it: a hidden value must not even leave there.
 */
function overheard(): { pool: typeof database.owner.pool; heard: string[] } {
  const heard: string[] = []
  const pool = new Proxy(database.owner.pool, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown
      return async (question: { text: string; values: unknown[] }) => {
        const answer = await target.query(question)
        // The time of day is another each time.
        heard.push(JSON.stringify(answer.rows, (name, value: unknown) => (name === 'at' ? undefined : value)))
        return answer
      }
    },
  })
  return { pool, heard }
}

/** People of every kind that a defence is about, and some of all others. */
function peopleOf(world: World): Subject[] {
  const all = subjectsOf(world)
  const special = all.filter(({ isReader, entries }) => isReader || entries.length > 1)
  const excepted = all.filter(({ preferences }) =>
    preferences.some(({ effect, group }) => effect === 'permit' && group === world.group.id),
  )
  return [...new Set([...special, ...someOf(excepted, 60), ...someOf(all, 250)])]
}

beforeAll(async () => {
  workshop = await openWorkshop()
  const gate = testGate(database)
  const world = await layWorld(scenario)
  const people = peopleOf(world)
  const stored = await storeSubjects(database, world, people)
  const manager = world.members.find(({ routes }) => routes.includes('named_care_manager'))
  await stored.nameWhoeverAsks(manager?.person.role_id ?? '')
  await database.owner.pool.query(`update care.condition set record_status = 'entered_in_error'
    where patient_id in (select id from care.patient order by id limit 20)`)
  // Whom a safeguarding concern is about: not whoever asks, and somebody whose address is nobody's business.
  const one = people.find(
    ({ practice, isReader, restricted, entries: [entry] }) =>
      practice === world.surgery.id && restricted && !isReader && entry?.confirmed && entry.status === 'active',
  )
  if (!one) throw new Error('Nobody with a restricted record stands in the group and at its practice.')
  asking = {
    standing: await standingDecisions(gate, scenario, world, one),
    ended: await endedDecisions(gate, scenario, database),
  }
  right = []
  const { pool, heard } = overheard()
  for await (const answer of answersOf(createGate({ pool, secrets: gateKeys }), asking, heard)) right.push(answer)
}, 120_000)

afterAll(() => workshop.close())

/** Whether a broken gate gives any answer, or takes anything from the database, that the right one does not. */
async function differs(create: typeof createGate): Promise<boolean> {
  const { pool, heard } = overheard()
  let at = 0
  for await (const answer of answersOf(create({ pool, secrets: gateKeys }), asking, heard)) {
    if (answer !== right[at]) return true
    at += 1
  }
  return false
}

/** All of them in CI; at a desk every so many, beginning with another each day. */
function someMutants(): Mutant[] {
  const wanted = generativeRuns(12)
  const step = Math.max(1, Math.floor(mutants.length / wanted))
  const today = Math.floor(Date.now() / 86_400_000)
  return mutants.filter((_, at) => (at + today) % step === 0)
}

describe('the gate with one defence taken out', () => {
  it.each(someMutants().map((mutant) => ({ mutant, name: `${mutant.file}: ${mutant.from.replace(/\s+/g, ' ')}` })))(
    'answers otherwise, so that a test fails: $name',
    async ({ mutant }) => {
      expect(await differs(await workshop.breakGate(mutant))).toBe(true)
    },
  )

  it('answers as before when nothing was taken out', async () => {
    expect(await differs(createGate)).toBe(false)
  })
})
