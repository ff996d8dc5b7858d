import { randomBytes } from 'node:crypto'

import { createGate, type Gate } from '../../server/access/gate.ts'
import type { TestDatabase } from './database.ts'

/** The gate over a test's own database, as the program's role, with keys of its own. */
export function testGate(database: TestDatabase): Gate {
  const secrets = { cursorKey: randomBytes(32), matchKey: randomBytes(32) }
  return createGate({ pool: database.program.pool, secrets })
}
