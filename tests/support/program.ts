import { randomBytes } from 'node:crypto'

import { afterAll } from 'vitest'

import { readConfig } from '../../server/config.ts'
import { type Program, startProgram } from '../../server/main.ts'
import type { TestDatabase } from './database.ts'

/**
 * Runs the whole program on a test file's database, on a port of its own, and ends it after the last test. It serves
 * the pages as they were last built, which `npm test` sees to.
 *
 * @param database what `testDatabase` gave
 */
export async function testProgram(database: TestDatabase): Promise<Program> {
  const program = await startProgram({
    ...readConfig({ PORT: '0', LOG_LEVEL: 'silent', SECRET: randomBytes(32).toString('hex') }),
    database: { programUrl: database.programUrl, ownerUrl: undefined },
  })
  afterAll(program.stop)
  return program
}
