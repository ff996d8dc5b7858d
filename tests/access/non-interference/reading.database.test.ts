import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Subject } from '../../reference/facts.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { storeSubjects, type Stored } from '../equivalence/store.ts'
import { asAskedBy, someOf, subjectsOf } from '../equivalence/subjects.ts'
import { layWorld, sayingOf, sayingsOf, type World } from '../equivalence/world.ts'
import { everythingAnswered } from './answers.ts'
import { type Change, changeWhatIsHidden } from './hidden.ts'

const database = await testDatabase()
const db = database.owner.kysely
const scenario = new Scenario(db)
const gate = testGate(database)

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = someOf(subjectsOf(world), 50)
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

/** Any text that PostgreSQL stores. */
const text = fc.option(fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\u0000', '')))
const day = fc.option(
  fc
    .date({ min: new Date('1910-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
)
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ text, day, flag: fc.boolean(), rows: fc.constantFrom('removed', 'doubled') }),
  { minLength: 1, maxLength: 5 },
)

describe('what a reader is not shown', () => {
  it('changes no byte of anything that they are answered with', async () => {
    const sayings = sayingsOf(world)
    let hidden = 0
    let answers = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sayings),
        fc.constantFrom(...subjects),
        changes,
        async (saying, target, change) => {
          await stored.nameWhoeverAsks(saying.member.person.role_id)
          const { said, reader } = sayingOf(world, saying.member, saying.route, saying.purpose)
          const one = saying.purpose === 'safeguarding' ? target.id : null
          const { id, session } = await scenario.declaration(saying.member.person, said)
          await db.updateTable('house.declaration').set({ patient_id: one }).where('id', '=', id).execute()
          const decision = await gate.decide(session, id)

          const ids = subjects.map((subject) => subject.id)
          const values = ['FamilyC', 'Protected', ...change.flatMap((to) => to.text ?? [])].slice(0, 4)
          const before = await everythingAnswered(gate, decision, ids, values)
          for (const [at, plain] of subjects.entries()) {
            const subject = asAskedBy(plain, reader.roleId)
            const to = change[at % change.length]
            if (to) hidden += await changeWhatIsHidden(db, world, { ...reader, target: one }, subject, to)
            plain.practice = subject.practice
          }
          answers += before.length
          expect(await everythingAnswered(gate, decision, ids, values)).toEqual(before)
        },
      ),
      { numRuns: generativeRuns(6), endOnFailure: true },
    )
    console.info(`${answers} answers alike before and after ${hidden} hidden things were changed`)
  }, 600_000)
})
