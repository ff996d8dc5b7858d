import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'

import { problemOf } from '../../server/problem-report.ts'
import { appRouter, type Caller } from '../../server/router.ts'
import { callerFor, testRooms } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { generativeRuns } from '../support/generative-runs.ts'
import { Scenario } from '../support/scenario.ts'

const database = await testDatabase()
const rooms = await testRooms(database)
const world = new Scenario(database.owner.kysely)

let api: Caller
let known: Record<string, unknown>

beforeAll(async () => {
  const council = await world.organisation('local_authority')
  const group = await world.group([council])
  const khan = await world.staff('social_worker', council, { memberOf: [group] })
  const patient = await world.patient({ onTheListOf: [group] })
  const here = await world.declaration(khan, { route: 'group_caseload', purpose: 'direct_care', over: group })
  api = callerFor(rooms, here.session)
  known = {
    declaration: here.id,
    patient: patient.id,
    place: group.place_id,
    part: 'conditions',
    category: 'medicines',
  }
})

/** What ends this very session is left out, since every call after it would be refused for that alone. */
const ending = ['auth.signOut', 'auth.signIn', 'auth.revokeSession', 'access.declare', 'access.end']
const paths = Object.keys(appRouter._def.procedures).filter((path) => !ending.includes(path))

function call(path: string, input: unknown): Promise<unknown> {
  const [domain = '', name = ''] = path.split('.')
  const procedures = api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  return Promise.resolve(procedures[domain]?.[name]?.(input))
}

/** The names that a procedure's input has, so that what is sent gets past the check for unknown ones. */
function namesOf(path: string): string[] {
  const procedure = (appRouter._def.procedures as Record<string, unknown>)[path] as { _def: { inputs: z.ZodObject[] } }
  return procedure._def.inputs.flatMap(({ shape }) => Object.keys(shape))
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uuid(),
  fc.record({ name: fc.string({ unit: 'binary', maxLength: 40 }) }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\u{10ffff}',
    "'; drop table care.patient --",
    '__proto__',
    'constructor',
    '2026-02-30',
    '0000-01-01',
    '9999-12-31T23:59:59+14:00',
    '1e999',
  ),
)

/** An input in which some parts fit and some do not. */
function inputOf(path: string): fc.Arbitrary<Record<string, unknown>> {
  const parts = namesOf(path).map((name) => [name, fc.oneof(fc.constant(fitting(name)), value)])
  return fc.record(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] })
}

/** A value that a part of this name takes. */
function fitting(name: string): unknown {
  return {
    ...known,
    key: crypto.randomUUID(),
    id: crypto.randomUUID(),
    reason: 'other',
    limit: 1,
    birth_date: '1950-06-15',
  }[name]
}

describe('whatever is sent', () => {
  it.each(paths)('%s answers, or says what is wrong with it', async (path) => {
    await fc.assert(
      fc.asyncProperty(inputOf(path), async (input) => {
        const outcome = await call(path, input).then(
          () => 'answered',
          (error: unknown) => problemOf(error).code,
        )
        expect(outcome).not.toBe('internal')
      }),
      { numRuns: generativeRuns(40) },
    )
  })

  it.each(['\0', '\ud800', 'a\0b'])('%j is refused as a name, in words', async (name) => {
    const declaration = known['declaration']
    const outcome = call('caseload.list', { declaration, filter: { name } })
    await expect(outcome.catch((error: unknown) => problemOf(error).words)).resolves.toBe(
      'filter.name has a character that cannot be kept.',
    )
  })

  it.each([
    ['0000-01-01', 'must be after the year 1800'],
    ['2026-02-30', 'must be a date such as 2026-11-23'],
    ['23/11/2026', 'must be a date such as 2026-11-23'],
    ['-infinity', 'must be a date such as 2026-11-23'],
  ])('%j is refused as a day: it %s', async (review_due_by, rule) => {
    const outcome = call('caseload.list', { declaration: known['declaration'], filter: { review_due_by } })
    await expect(outcome.catch((error: unknown) => problemOf(error).rules[0])).resolves.toEqual({
      field: 'filter.review_due_by',
      rule,
    })
  })

  it.each(["O'Brien", '\u{10ffff}', '%', '_', '\\', "'; drop table care.patient --", 'عائشة', 'Zoë', '🏥'])(
    '%j is taken as a name like any other',
    async (name) => {
      await expect(
        call('caseload.list', { declaration: known['declaration'], filter: { name } }),
      ).resolves.toMatchObject({
        rows: [],
      })
    },
  )
})
