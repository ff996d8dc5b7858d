import { randomBytes } from 'node:crypto'

import { createGate, type Gate } from '../../server/access/gate.ts'
import type { TestDatabase } from './database.ts'

/** The keys of the gates of one test file. */
export const gateKeys = { cursorKey: randomBytes(32), matchKey: randomBytes(32) }

/** The gate over a test's own database, as the program's role. */
export function testGate(database: TestDatabase): Gate {
  return createGate({ pool: database.program.pool, secrets: gateKeys })
}
