import { beforeAll, describe, expect, it } from 'vitest'

import type { Category } from '../../../server/access/categories.ts'
import type { Decision } from '../../../server/access/decision.ts'
import type { Where } from '../../../server/access/view.ts'
import { type Held, keeps, type Question, sortedBy } from '../../reference/asking.ts'
import type { Reader, Subject } from '../../reference/facts.ts'
import { isReached, mayAskBy } from '../../reference/reading.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { storeSubjects, type Stored } from './store.ts'
import { asAskedBy, someOf, subjectsOf } from './subjects.ts'
import type { Values } from './values.ts'
import { askingEntries, askingPatients } from './views.ts'
import { layWorld, sayingOf, sayingsOf, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)

const columns = {
  family_name: 'identity',
  religion: 'demographics',
  postcode: 'location',
  telecom: 'contact',
  review_due: 'administrative',
} as const satisfies Partial<Record<keyof Values, Category>>
type Column = keyof typeof columns

/** Each somewhere in the middle of what people have. */
const middle: Record<Column, string> = {
  family_name: 'FamilyC',
  religion: 'ReligionB',
  postcode: 'NG5 1AA',
  telecom: '0115 496 0050',
  review_due: '2027-01-14',
}

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  subjects = someOf(subjectsOf(world), generativeRuns(100))
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

function questionsOf(column: Column): Question[] {
  const value = middle[column]
  const compared = (['eq', 'lt', 'lte', 'gt', 'gte'] as const).map((op) => ({ op, value }))
  const prefix = { op: 'prefix', value: value.slice(0, 3).toLowerCase() } as const
  const whole: Question[] = [...compared, { op: 'in', value: [value, 'FamilyA'] }, { op: 'blank' }, { op: 'withheld' }]
  return column === 'review_due' ? whole.filter(({ op }) => op !== 'in') : [...whole, prefix]
}

/** One reader before one list, and who of it the reference would answer with. */
class Asking {
  answers = 0
  readonly now = new Date()
  readonly decision: Decision
  readonly reader: Reader
  readonly people: readonly Subject[]

  constructor(decision: Decision, reader: Reader) {
    this.decision = decision
    this.reader = reader
    this.people = subjects.map((subject) => asAskedBy(subject, reader.roleId))
  }

  get columns(): Column[] {
    const all = Object.keys(columns) as Column[]
    return this.reader.route === 'registered_practice' ? all.filter((column) => column !== 'review_due') : all
  }

  held(subject: Subject, column: Column): Held {
    return { category: columns[column], value: stored.values.get(subject.id)?.[column] ?? null }
  }

  /** The patients that the gate answers with, in its order. */
  async ask(options: {
    where?: Where<Column>[]
    orderBy?: { column: Column; direction: 'asc' | 'desc' }[]
    limit?: number
    after?: string
  }) {
    this.answers += 1
    // Only the list of entries has a review date, and only it is asked for one.
    const { rows, next } =
      this.reader.route === 'registered_practice'
        ? await gate.list(
            this.decision,
            askingPatients,
            options as Parameters<typeof gate.list<typeof askingPatients>>[2],
          )
        : await gate.list(this.decision, askingEntries, options)
    return { rows: rows.map(({ id, patient_id }) => ({ id, patient_id })), next }
  }

  async count(where: Where<Column>[]): Promise<number> {
    this.answers += 1
    return this.reader.route === 'registered_practice'
      ? gate.count(this.decision, askingPatients, { where: where as Where<Exclude<Column, 'review_due'>>[] })
      : gate.count(this.decision, askingEntries, { where })
  }

  kept(column: Column, question: Question, not: boolean): string[] {
    return this.people
      .filter((subject) => keeps(this.reader, subject, this.held(subject, column), question, not, this.now))
      .map(({ id }) => id)
      .sort()
  }
}

/** Lets everybody ask in turn, for every purpose that isn't about one person, and prints how much was asked. */
async function everybodyAsks(what: string, ask: (asking: Asking) => Promise<void>): Promise<void> {
  let answers = 0
  for (const { member, route, purpose } of sayingsOf(world)) {
    if (purpose === 'safeguarding') continue
    await stored.nameWhoeverAsks(member.person.role_id)
    const { said, reader } = sayingOf(world, member, route, purpose)
    const { id, session } = await scenario.declaration(member.person, said)
    const asking = new Asking(await gate.decide(session, id), reader)
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
            if (!mayAskBy(asking.reader, columns[column])) {
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

  it('is sorted by what is shown alone, hidden rows in no order but their ids', async () => {
    await everybodyAsks('orders', async (asking) => {
      for (const column of asking.columns) {
        for (const direction of ['asc', 'desc'] as const) {
          const orderBy = [{ column, direction }]
          if (!mayAskBy(asking.reader, columns[column])) {
            await expect(asking.ask({ orderBy })).rejects.toMatchObject({ code: 'not_open_for_filter' })
            continue
          }
          const { rows } = await asking.ask({ orderBy })
          expect(rows).toEqual(inOrder(asking, rows, column, direction))
        }
      }
    })
  }, 600_000)

  it('comes in pages that make up the whole', async () => {
    await everybodyAsks('pages', async (asking) => {
      for (const column of asking.columns.filter((one) => mayAskBy(asking.reader, columns[one]))) {
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
      const open = reader.route === 'registered_practice' && mayAskBy(reader, 'contact')
      if (!open) await expect(asking.count(byContact)).rejects.toMatchObject({ code: 'not_open_for_filter' })
      else
        expect(await asking.count(byContact)).toBe(
          asking.kept('telecom', { op: 'eq', value: middle.telecom }, false).length,
        )
    })
  }, 600_000)
})

function inOrder<Row extends { id: string; patient_id: string }>(
  asking: Asking,
  rows: readonly Row[],
  column: Column,
  direction: 'asc' | 'desc',
): Row[] {
  const byPatient = new Map(asking.people.map((subject) => [subject.id, subject]))
  const keyOf = ({ patient_id }: Row): string | null => {
    const subject = byPatient.get(patient_id)
    return subject ? sortedBy(asking.reader, subject, asking.held(subject, column), asking.now) : null
  }
  const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
  return [...rows].sort((one, other) => {
    const [key, otherKey] = [keyOf(one), keyOf(other)]
    if (key === otherKey) return compare(one.id, other.id)
    if (key === null) return 1
    if (otherKey === null) return -1
    return direction === 'asc' ? compare(key, otherKey) : compare(otherKey, key)
  })
}
