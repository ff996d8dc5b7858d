import { readCodeTable } from '../../server/access/codes.ts'
import type { Gate } from '../../server/access/gate.ts'
import { findCaseload, findPractices } from '../../server/fhir/destination.ts'
import { importFiles } from '../../server/fhir/import.ts'
import { CodeMasks } from '../../server/fhir/links/meaning.ts'
import { inputFiles } from '../../server/fhir/reading/inputs.ts'
import { type Outcome, Tally } from '../../server/fhir/report.ts'
import type { TestDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'
import { Scenario } from '../support/scenario.ts'

export const PRACTICE = 'C84001'
export const GROUP = 'Trent Bridge'
const here = { group: GROUP, practice: PRACTICE }
const elsewhere = { group: 'Sherwood Rise', practice: 'C84002' }

const codes = new CodeMasks(readCodeTable())

/** A group and a practice to import into, and the import itself, each on a database of a test's own. */
export interface ImportWorld {
  readonly practice_id: string
  readonly group_id: string
  readonly bring: (...paths: readonly string[]) => Promise<Imported>
  /** The same for another group and practice. */
  readonly bringElsewhere: (...paths: readonly string[]) => Promise<Imported>
}

export interface Imported {
  readonly outcomes: readonly Outcome[]
  readonly tally: Tally
}

export async function importWorld(database: TestDatabase): Promise<ImportWorld> {
  const world = new Scenario(database.owner.kysely)
  const surgery = await world.organisation('gp_practice', { ods_code: PRACTICE })
  const group = await world.group([surgery], { name: GROUP })
  const other = await world.organisation('gp_practice', { ods_code: elsewhere.practice })
  await world.group([other], { name: elsewhere.group })
  const gate = testGate(database)
  return {
    practice_id: surgery.id,
    group_id: group.id,
    bring: (...paths) => bringIn(database, gate, here, paths),
    bringElsewhere: (...paths) => bringIn(database, gate, elsewhere, paths),
  }
}

async function bringIn(
  database: TestDatabase,
  gate: Gate,
  to: { group: string; practice: string },
  paths: readonly string[],
): Promise<Imported> {
  const decision = await gate.decideAs('import')
  const outcomes: Outcome[] = []
  const tally = new Tally()
  await importFiles({
    files: await inputFiles(paths),
    caseload: await findCaseload(database.program.kysely, to),
    practices: await findPractices(database.program.kysely),
    codes,
    bring: (rows) => gate.bring(decision, rows),
    tell: (outcome) => {
      outcomes.push(outcome)
      tally.count(outcome)
    },
  })
  return { outcomes, tally }
}
