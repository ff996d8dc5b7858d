import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { expect, it } from 'vitest'

import { createGate } from '../../../server/access/gate.ts'
import { testDatabase } from '../../support/database.ts'
import { gateKeys } from '../../support/gate.ts'
import { Scenario } from '../../support/scenario.ts'

const database = await testDatabase()
const db = database.owner.kysely
const world = new Scenario(db)

/** A pool on which something else happens after the first statement that a text is part of. */
function interrupted(pool: Pool, part: string, meanwhile: () => Promise<unknown>): Pool {
  let waits = true
  const wrap = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(on, name) {
        const value: unknown = Reflect.get(on, name)
        if (typeof value !== 'function') return value
        if (name !== 'query') return value.bind(on) as unknown
        return async (said: string | { text: string }) => {
          const answer: unknown = await on.query(said as string)
          const text = typeof said === 'string' ? said : said.text
          if (waits && text.includes(part)) {
            waits = false
            await meanwhile()
          }
          return answer
        }
      },
    })
  return new Proxy(pool, {
    get(on, name) {
      const value: unknown = Reflect.get(on, name)
      if (typeof value !== 'function') return value
      if (name !== 'connect') return value.bind(on) as unknown
      return async () => wrap(await on.connect())
    },
  })
}

it('an objection to somebody who comes into reach while it is written is in force, or refused', async () => {
  const surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  const group = await world.group([surgery, council])
  const khan = await world.staff('social_worker', council, { memberOf: [group] })
  const grace = await world.patient({ registeredAt: surgery })
  const pool = interrupted(database.program.pool, 'select p.id', () => world.onTheList(grace, group))
  const gate = createGate({ pool, secrets: gateKeys })
  const { id, session } = await world.declaration(khan, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  const outcome = await gate.write(await gate.decide(session, id), {
    key: randomUUID(),
    changes: [
      {
        table: 'sharing_preference',
        op: 'insert',
        id: randomUUID(),
        patient_id: grace.id,
        set: { effect: 'deny', what: 'all', said_by: 'patient', attested: true },
      },
    ],
  })
  expect(await db.selectFrom('care.caseload_entry').select('id').execute()).toHaveLength(1)
  const denials = await db.selectFrom('care.denial').select('id').execute()
  const wishes = await db.selectFrom('care.sharing_preference').select('id').execute()
  expect({ outcome, kept: wishes.length > 0, inForce: denials.length > 0 }).toEqual({
    outcome: 'refused',
    kept: false,
    inForce: false,
  })
})
