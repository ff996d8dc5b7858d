import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Decision } from '../../server/access/decision.ts'
import { Problem } from '../../server/errors.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, type Person, Scenario } from '../support/scenario.ts'
import { caseload } from './views.ts'

const database = await testDatabase()
const world = new Scenario(database.owner.kysely)
const gate = testGate(database)

let surgery: Organisation
let council: Organisation
let group: Group
let khan: Person
let lowe: Person

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  khan = await world.staff('social_worker', council, { memberOf: [group] })
  lowe = await world.staff('gp', surgery, { memberOf: [group] })
  for (let index = 0; index < 20; index++) await world.patient({ registeredAt: surgery, onTheListOf: [group] })
})

async function here(person: Person): Promise<Decision> {
  const { id, session } = await world.declaration(person, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  return gate.decide(session, id)
}

/** Reads without a pause on several connections, and says of each read when it began and what it saw. */
function readers(decision: Decision, count: number) {
  const reads: { began: number; saw: readonly string[] }[] = []
  let reading = true
  const one = async () => {
    while (reading) {
      const began = performance.now()
      const saw = await gate.list(decision, caseload).then(
        ({ rows }) => rows.map(({ patient_id }) => patient_id),
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'declaration_ended') return []
          throw error
        },
      )
      reads.push({ began, saw })
    }
  }
  const running = Array.from({ length: count }, one)
  return async () => {
    reading = false
    await Promise.all(running)
    return reads
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('while others read without a pause', () => {
  it('a revoked membership gives no row to any read that begins after the commit', async () => {
    const decision = await here(khan)
    const stop = readers(decision, 4)
    await pause(150)
    await database.owner.kysely
      .updateTable('house.membership')
      .set({ status: 'ended' })
      .where('practitioner_role_id', '=', khan.role_id)
      .execute()
    const committed = performance.now()
    await pause(150)
    const reads = await stop()
    const after = reads.filter(({ began }) => began > committed)
    expect(reads.some(({ saw }) => saw.length === 20)).toBe(true)
    expect(after.length).toBeGreaterThan(0)
    expect(after.flatMap(({ saw }) => saw)).toEqual([])
  })

  it('an objection to the whole record hides the person from any read that begins after the commit', async () => {
    const decision = await here(lowe)
    const objector = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
    const stop = readers(decision, 4)
    await pause(150)
    await objects(decision, objector)
    const committed = performance.now()
    await pause(150)
    const reads = await stop()
    const after = reads.filter(({ began }) => began > committed)
    expect(reads.some(({ saw }) => saw.includes(objector.id))).toBe(true)
    expect(after.length).toBeGreaterThan(0)
    expect(after.some(({ saw }) => saw.includes(objector.id))).toBe(false)
  })
})

describe('an objection beside an addition to another list', () => {
  it('is never missed by the entry, whichever commits first', async () => {
    const other = await world.group([surgery, council])
    await world.membership(lowe, other)
    const said = { route: 'registered_practice', purpose: 'direct_care', over: surgery } as const
    const { id, session } = await world.declaration(lowe, said)
    const practice = await gate.decide(session, id)
    const reader = await world.declaration(lowe, { route: 'group_caseload', purpose: 'direct_care', over: other })
    const reading = await gate.decide(reader.session, reader.id)
    for (let round = 0; round < 15; round++) {
      const patient = await world.patient({ registeredAt: surgery })
      await Promise.all([
        objects(practice, patient),
        gate.write(practice, {
          key: randomUUID(),
          changes: [
            {
              table: 'caseload_entry',
              op: 'insert',
              id: randomUUID(),
              patient_id: patient.id,
              set: { group_id: other.id, status: 'active', reason: 'team_review' },
            },
          ],
        }),
      ])
      const { rows } = await gate.list(reading, caseload)
      expect(rows.map(({ patient_id }) => patient_id)).not.toContain(patient.id)
    }
  })
})

function objects(decision: Decision, patient: Patient) {
  return gate.write(decision, {
    key: randomUUID(),
    changes: [
      {
        table: 'sharing_preference',
        op: 'insert',
        id: randomUUID(),
        patient_id: patient.id,
        set: { effect: 'deny', what: 'all', said_by: 'patient', attested: true },
      },
    ],
  })
}
