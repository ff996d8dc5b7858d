import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { settingsTable } from '../settings-table.ts'

const FILE = join(import.meta.dirname, '../../docs/operating.md')

/** npm run docs: writes the table of settings into docs/operating.md. */
async function run(): Promise<void> {
  const page = await readFile(FILE, 'utf8')
  await writeFile(FILE, page.replace(/<!-- settings -->[^]*<!-- end of settings -->/, settingsBlock()))
}

function settingsBlock(): string {
  return `<!-- settings -->\n\n${settingsTable()}\n\n<!-- end of settings -->`
}

await run()
