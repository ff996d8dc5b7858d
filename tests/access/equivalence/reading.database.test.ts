import { beforeAll, describe, expect, it } from 'vitest'

import type { Purpose, Route } from '../../../server/access/vocabulary.ts'
import type { Subject } from '../../reference/facts.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { Comparison } from './compare.ts'
import { storeSubjects, type Stored } from './store.ts'
import { asAskedBy, someOf, subjectsOf } from './subjects.ts'
import { everyCell } from './views.ts'
import { layWorld, type Member, sayingOf, sayingsOf, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = subjectsOf(world)
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

async function readAll(comparison: Comparison, member: Member, route: Route, purpose: Purpose): Promise<void> {
  const { said, reader } = sayingOf(world, member, route, purpose)
  const { id, session } = await scenario.declaration(member.person, said)
  const { rows } = await gate.list(await gate.decide(session, id), everyCell)
  const given = new Map(rows.map((row) => [row.patient_id, row]))
  for (const subject of subjects) {
    const asked = asAskedBy(subject, reader.roleId)
    comparison.record(reader, asked, given.get(subject.id) ?? null, stored.values.get(subject.id))
  }
}

async function readOne(comparison: Comparison, member: Member, route: Route, subject: Subject): Promise<void> {
  const { said, reader } = sayingOf(world, member, route, 'safeguarding')
  const patient = { id: subject.id, practice_id: subject.practice }
  const { id, session } = await scenario.declaration(member.person, { ...said, patient, reason: 'A concern.' })
  const { rows } = await gate.list(await gate.decide(session, id), everyCell)
  // Nobody but the one person, whoever else is within reach.
  expect(rows.filter(({ patient_id }) => patient_id !== subject.id)).toEqual([])
  const row = rows[0] ?? null
  comparison.record(
    { ...reader, target: subject.id },
    asAskedBy(subject, reader.roleId),
    row,
    stored.values.get(subject.id),
  )
}

describe('what the gate shows', () => {
  it('is what the plain reference shows, in every cell of everybody', async () => {
    const comparison = new Comparison()
    for (const { member, route, purpose } of sayingsOf(world)) {
      if (purpose === 'safeguarding') continue
      await stored.nameWhoeverAsks(member.person.role_id)
      await readAll(comparison, member, route, purpose)
      // The first reader of whom the two differ is enough to find the cause by.
      if (comparison.differences.length > 0) break
    }
    console.info(`${comparison.cells} cells compared with the plain reference`)
    expect(comparison.differences).toEqual([])
  }, 600_000)

  it('is what the plain reference shows for safeguarding, one person at a time', async () => {
    const comparison = new Comparison()
    for (const { member, route, purpose } of sayingsOf(world)) {
      if (purpose !== 'safeguarding') continue
      await stored.nameWhoeverAsks(member.person.role_id)
      for (const subject of someOf(subjects, generativeRuns(25))) await readOne(comparison, member, route, subject)
    }
    console.info(`${comparison.cells} cells compared with the plain reference`)
    expect(comparison.differences).toEqual([])
  }, 600_000)
})
