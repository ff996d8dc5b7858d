import { randomUUID } from 'node:crypto'

import { createAuth } from '../../server/auth/auth.ts'
import type { Context, Rooms } from '../../server/context.ts'
import { problemOf, type ReportedProblem } from '../../server/problem-report.ts'
import { type Caller, createCaller } from '../../server/router.ts'
import { secretsOf } from '../../server/secrets.ts'
import type { TestDatabase } from './database.ts'
import { testGate } from './gate.ts'
import type { SignedIn } from './scenario.ts'

/** The rooms of a program over a test's own database, as the program's role. */
export async function testRooms(database: TestDatabase): Promise<Rooms> {
  const house = database.program.kysely
  const auth = await createAuth({ house, secrets: secretsOf('a secret that only tests know of'), sampleMode: true })
  return { gate: testGate(database), house, auth }
}

/** The API as somebody signed in calls it, or nobody. */
export function callerFor(rooms: Rooms, session: SignedIn | null, given: Partial<Context> = {}): Caller {
  return createCaller({
    ...rooms,
    session: session && { ...session, display_name: 'Somebody At Work' },
    mayAsk: () => true,
    requestId: randomUUID(),
    address: '192.0.2.1',
    userAgent: undefined,
    cookieHeader: undefined,
    refresh: false,
    setCookie: () => undefined,
    ...given,
  })
}

/** The problem that a call ends with, as a person is told of it. */
export async function problemFrom(call: Promise<unknown>): Promise<ReportedProblem> {
  try {
    await call
  } catch (error) {
    return problemOf(error)
  }
  throw new Error('The call was answered.')
}
