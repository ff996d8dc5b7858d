import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { type OrganisationKind, organisationKinds } from '../access/vocabulary.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database/connection.ts'
import { openDatabase } from '../database/open.ts'
import { importOrganisations } from '../ods/import.ts'

const usage = `npm run import:organisations -- FILE [--kind ${organisationKinds.join('|')}]`

/**
 * npm run import:organisations: takes a file of the Organisation Data Service in and tells of each row that was
 * refused. Ends with 0 when none was, 1 when some were, 2 when it could not begin or was broken off.
 */
async function run(): Promise<void> {
  const { file, kind } = asked(process.argv.slice(2))
  // Files of the service are UTF-8; bytes that are not stop the import, so that no name is taken in garbled.
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  const database = await openDatabase(readConfig())
  const connection = connect(database.programUrl, { size: 1, statementTimeoutMs: 0 })
  try {
    const outcomes = await importOrganisations(connection.kysely, text, kind)
    for (const { line, odsCode, why } of outcomes.filter(({ outcome }) => outcome === 'refused'))
      console.log(`Line ${line}, ${odsCode || 'without a code'}: refused, ${why ?? 'for its kind'}.`)
    const many = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length
    const [added, changed, unchanged, refused] = ['added', 'changed', 'unchanged', 'refused'].map(many)
    console.log(`${added} added, ${changed} changed, ${unchanged} as they were, ${refused} refused.`)
    if (refused) process.exitCode = 1
  } finally {
    await connection.close()
    await database.close()
  }
}

function asked(args: string[]): { file: string; kind: OrganisationKind | undefined } {
  const { values, positionals } = parseArgs({ args, options: { kind: { type: 'string' } }, allowPositionals: true })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Error(`Name one file. Use: ${usage}`)
  const kind = organisationKinds.find((one) => one === values.kind)
  if (values.kind !== undefined && !kind) throw new Error(`--kind ${values.kind} is no kind. Use: ${usage}`)
  return { file, kind }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
