import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll } from 'vitest'

/** A folder for the files that a test makes up, gone after its last test. */
export function temporaryFolder(): { write: (name: string, content: string | Buffer) => Promise<string> } {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shared-caseload-fhir-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return {
    async write(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
  }
}
