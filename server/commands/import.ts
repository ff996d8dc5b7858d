import { readCodeTable } from '../access/codes.ts'
import { createGate } from '../access/gate.ts'
import { type Config, readConfig } from '../config.ts'
import { connect } from '../database/connection.ts'
import { openDatabase } from '../database/open.ts'
import { findCaseload, findPractices } from '../fhir/destination.ts'
import { importFiles } from '../fhir/import.ts'
import { CodeMasks } from '../fhir/links/meaning.ts'
import { inputFiles } from '../fhir/reading/inputs.ts'
import { openInstallation } from '../installation.ts'
import { secretsOf } from '../secrets.ts'
import { importArguments } from './import-arguments.ts'
import { ImportReport, type Screen } from './import-report.ts'

/** One batch is written while the next is read; a third connection looks up the group and the practice. */
const CONNECTIONS = 3

/**
 * npm run import: brings FHIR files in and tells what became of each resource. Ends with 0 when nothing was refused,
 * 1 when something was, 2 when it could not begin or was broken off.
 */
async function run(): Promise<void> {
  const asked = importArguments(process.argv.slice(2))
  const files = await inputFiles(asked.paths)
  const config = readConfig()
  const database = await openDatabase(config)
  const connection = connect(database.programUrl, { size: CONNECTIONS })
  try {
    const caseload = await findCaseload(connection.kysely, asked)
    const practices = await findPractices(connection.kysely)
    const secrets = secretsOf(await secretOf(config))
    const keys = { cursorKey: secrets.keyFor('list_cursor'), matchKey: secrets.keyFor('nhs_number') }
    const gate = createGate({ pool: connection.pool, secrets: keys })
    const decision = await gate.decideAs('import')
    const report = new ImportReport(screen(), asked.report)
    try {
      await importFiles({
        files,
        caseload,
        practices,
        codes: new CodeMasks(readCodeTable()),
        bring: (rows) => gate.bring(decision, rows),
        tell: (outcome) => report.tell(outcome),
        expect: (resources) => report.expect(resources),
      })
    } finally {
      report.finish()
    }
    if (report.tally.of('refused') > 0) process.exitCode = 1
  } finally {
    await connection.close()
    await database.close()
  }
}

async function secretOf({ secret, dataDir }: Config): Promise<string> {
  return secret ?? (await openInstallation(dataDir)).secret
}

/** Progress is drawn over one line of a terminal, and on none elsewhere. */
function screen(): Screen {
  const { stderr, stdout } = process
  return {
    out: (text) => void stdout.write(text),
    progress: stderr.isTTY ? (text) => void stderr.write(`\r\u001B[2K${text}`) : undefined,
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
