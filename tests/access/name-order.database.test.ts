import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { caseload } from '../../server/caseload/reads.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Patient, Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let worker: Decision
let adams: Patient
let brown: Patient

beforeAll(async () => {
  const council = await world.organisation('local_authority')
  const surgery = await world.organisation('gp_practice')
  const group = await world.group([council, surgery])
  const person = await world.staff('social_worker', council, { memberOf: [group] })
  adams = await world.patient({ registeredAt: surgery, onTheListOf: [group], family_name: 'Adams' })
  brown = await world.patient({ registeredAt: surgery, onTheListOf: [group], family_name: 'Brown' })
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  worker = await gate.decide(session, id)
})

async function byName(): Promise<string[]> {
  const { rows } = await gate.list(worker, caseload, { orderBy: [{ column: 'family_name', direction: 'asc' }] })
  return rows.map((row) => row.patient_id)
}

describe('a group’s list by name', () => {
  it('stands in the order of names', async () => {
    expect(await byName()).toEqual([adams.id, brown.id])
  })

  it('follows when somebody’s name changes', async () => {
    await world.db.updateTable('care.patient').set({ family_name: 'Clarke' }).where('id', '=', adams.id).execute()
    expect(await byName()).toEqual([brown.id, adams.id])
  })

  it('is not moved by whatever is written beside an entry', async () => {
    await world.db
      .updateTable('care.caseload_entry')
      .set({ family_name: 'Aaaa' })
      .where('patient_id', '=', adams.id)
      .execute()
    expect(await byName()).toEqual([brown.id, adams.id])
  })
})
