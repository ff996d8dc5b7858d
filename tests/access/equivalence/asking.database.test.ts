import { beforeAll, describe, expect, it } from 'vitest'

import type { Where } from '../../../server/access/view.ts'
import type { Subject } from '../../reference/facts.ts'
import { isReached } from '../../reference/reading.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { Asking, type Column, middle, questionsOf } from './asking.ts'
import { storeSubjects, type Stored } from './store.ts'
import { asAskedBy, someOf, subjectsOf } from './subjects.ts'
import { layWorld, sayingOf, sayingsOf, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = someOf(subjectsOf(world), generativeRuns(100))
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

/** Lets everybody ask in turn, for every purpose that isn't about one person, and prints how much was asked. */
async function everybodyAsks(what: string, ask: (asking: Asking) => Promise<void>): Promise<void> {
  let answers = 0
  for (const { member, route, purpose } of sayingsOf(world)) {
    if (purpose === 'safeguarding') continue
    await stored.nameWhoeverAsks(member.person.role_id)
    const { said, reader } = sayingOf(world, member, route, purpose)
    const { id, session } = await scenario.declaration(member.person, said)
    const asking = new Asking(
      gate,
      await gate.decide(session, id),
      reader,
      subjects.map((subject) => asAskedBy(subject, reader.roleId)),
      stored.values,
    )
    await ask(asking)
    answers += asking.answers
  }
  console.info(`${answers} ${what} compared with the plain reference`)
}

describe('what the gate answers a question with', () => {
  it('is who the plain reference keeps, by every question about every column and its opposite', async () => {
    await everybodyAsks('filters', async (asking) => {
      for (const column of asking.columns) {
        for (const question of questionsOf(column)) {
          for (const not of [false, true]) {
            const condition = { column, ...question }
            const where: Where<Column>[] = [not ? { not: condition } : condition]
            const where_ = {
              reader: asking.reader.role,
              purpose: asking.reader.purpose,
              route: asking.reader.route,
              where,
            }
            if (!asking.isOpen(column)) {
              await expect(asking.ask({ where }), JSON.stringify(where_)).rejects.toMatchObject({
                code: 'not_open_for_filter',
              })
              continue
            }
            const { rows } = await asking.ask({ where })
            expect(rows.map(({ patient_id }) => patient_id).sort(), JSON.stringify(where_)).toEqual(
              asking.kept(column, question, not),
            )
          }
        }
      }
    })
  }, 600_000)

  it('is who the plain reference keeps by either of two columns, both of them shown', async () => {
    await everybodyAsks('filters by two columns', async (asking) => {
      const open = asking.columns.filter((column) => asking.isOpen(column))
      for (const pair of open.flatMap((one, at) => open.slice(at + 1).map((other) => [one, other]))) {
        for (const not of [false, true]) {
          const either = { any: pair.map((column) => ({ column, op: 'eq' as const, value: middle[column] })) }
          const { rows } = await asking.ask({ where: [not ? { not: either } : either] })
          expect(rows.map(({ patient_id }) => patient_id).sort()).toEqual(asking.keptByEither(pair, not))
        }
      }
    })
  }, 600_000)

  it('is sorted by what is shown alone, hidden rows in no order but their ids', async () => {
    await everybodyAsks('orders', async (asking) => {
      for (const column of asking.columns) {
        for (const direction of ['asc', 'desc'] as const) {
          const orderBy = [{ column, direction }]
          if (!asking.isOpen(column)) {
            await expect(asking.ask({ orderBy })).rejects.toMatchObject({ code: 'not_open_for_filter' })
            continue
          }
          const { rows } = await asking.ask({ orderBy })
          expect(rows).toEqual(asking.inOrder(rows, column, direction))
        }
      }
    })
  }, 600_000)

  it('comes in pages that make up the whole', async () => {
    await everybodyAsks('pages', async (asking) => {
      for (const column of asking.columns.filter((one) => asking.isOpen(one))) {
        const orderBy = [{ column, direction: 'asc' as const }]
        const whole = await asking.ask({ orderBy })
        const paged: typeof whole.rows = []
        for (let after: string | null | undefined; after !== null;) {
          const page = await asking.ask({ orderBy, limit: 25, ...(after !== undefined && { after }) })
          paged.push(...page.rows)
          after = page.next
        }
        expect(paged).toEqual(whole.rows)
      }
    })
  }, 600_000)

  it('is counted over who is reached, and by no column that is hidden of anybody', async () => {
    await everybodyAsks('counts', async (asking) => {
      const { reader, people, now } = asking
      expect(await asking.count([])).toBe(people.filter((subject) => isReached(reader, subject, now)).length)
      const byContact: Where<Column>[] = [{ column: 'telecom', op: 'eq', value: middle.telecom }]
      const open = reader.route === 'registered_practice' && asking.isOpen('telecom')
      if (!open) await expect(asking.count(byContact)).rejects.toMatchObject({ code: 'not_open_for_filter' })
      else
        expect(await asking.count(byContact)).toBe(
          asking.kept('telecom', { op: 'eq', value: middle.telecom }, false).length,
        )
    })
  }, 600_000)
})
