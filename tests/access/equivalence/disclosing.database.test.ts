import { beforeAll, describe, expect, it } from 'vitest'

import type { Subject } from '../../reference/facts.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { Comparison } from './compare.ts'
import { storeSubjects, type Stored } from './store.ts'
import { asAskedBy, someOf, subjectsOf } from './subjects.ts'
import { everyCell } from './views.ts'
import { layWorld, sayingOf, sayingsOf, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = someOf(subjectsOf(world), generativeRuns(150))
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

describe('what leaves the product', () => {
  it('is what the plain reference lets out, in every cell of everybody', async () => {
    const comparison = new Comparison()
    for (const { member, route, purpose } of sayingsOf(world)) {
      if (purpose === 'safeguarding') continue
      await stored.nameWhoeverAsks(member.person.role_id)
      const { said, reader } = sayingOf(world, member, route, purpose)
      const { id, session } = await scenario.declaration(member.person, said)
      const { rows } = await gate.disclose(await gate.decide(session, id), everyCell)
      const given = new Map(rows.map((row) => [row.patient_id, row]))
      for (const subject of subjects) {
        const [takesOut, asked] = [{ ...reader, takesOut: true }, asAskedBy(subject, reader.roleId)]
        comparison.record(takesOut, asked, given.get(subject.id) ?? null, stored.values.get(subject.id))
      }
      if (comparison.differences.length > 0) break
    }
    console.info(`${comparison.cells} cells compared with the plain reference`)
    expect(comparison.differences).toEqual([])
  }, 600_000)
})
