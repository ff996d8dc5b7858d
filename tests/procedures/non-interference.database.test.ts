import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { type Change, changeWhatIsHidden } from '../access/non-interference/hidden.ts'
import { type Stored, storeSubjects } from '../access/equivalence/store.ts'
import { asAskedBy, someOf, subjectsOf } from '../access/equivalence/subjects.ts'
import { layWorld, sayingOf, sayingsOf, type World } from '../access/equivalence/world.ts'
import type { Subject } from '../reference/facts.ts'
import { callerFor, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { generativeRuns } from '../support/generative-runs.ts'
import { Scenario } from '../support/scenario.ts'
import { everythingAnswered } from './everything-answered.ts'

const database = await testDatabase()
const db = database.owner.kysely
const scenario = new Scenario(db)
const rooms = await testRooms(database)

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = someOf(subjectsOf(world), 12)
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replaceAll('\u0000', '')))
const day = fc.constantFrom('1912-02-29', '1990-10-01', null)
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ text, day, flag: fc.boolean(), rows: fc.constantFrom('removed', 'doubled') }),
  { minLength: 1, maxLength: 4 },
)

describe('what a reader is not shown', () => {
  it('changes no byte of anything that the API answers them', async () => {
    const sayings = sayingsOf(world)
    let hidden = 0
    let answers = 0
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sayings.length - 1),
        fc.nat(subjects.length - 1),
        changes,
        async (which, target, change) => {
          const saying = sayings[which]
          if (!saying) throw new Error('Nobody asks.')
          await stored.nameWhoeverAsks(saying.member.person.role_id)
          const { said, reader } = sayingOf(world, saying.member, saying.route, saying.purpose)
          const one = saying.purpose === 'safeguarding' ? (subjects[target]?.id ?? null) : null
          const { id, session } = await scenario.declaration(saying.member.person, said, { patient_id: one })
          const api = callerFor(rooms, session)

          const ids = subjects.map((subject) => subject.id)
          const names = ['Family', ...change.flatMap((to) => to.text?.trim() || [])].slice(0, 3)
          const before = await everythingAnswered(api, id, ids, names)
          for (const [at, plain] of subjects.entries()) {
            const subject = asAskedBy(plain, reader.roleId)
            const to = change[at % change.length]
            if (to) hidden += await changeWhatIsHidden(db, world, { ...reader, target: one }, subject, to)
            plain.practice = subject.practice
          }
          answers += before.length
          expect(await everythingAnswered(api, id, ids, names)).toEqual(before)
        },
      ),
      { numRuns: generativeRuns(4), endOnFailure: true },
    )
    expect(hidden).toBeGreaterThan(0)
    console.info(`${answers} answers of the API alike before and after ${hidden} hidden things were changed`)
  }, 600_000)
})
