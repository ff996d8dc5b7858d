import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import type { createGate as createRealGate } from '../../../server/access/gate.ts'
import type { Mutant } from './mutants.ts'

type CreateGate = typeof createRealGate

/** A copy of the server in a folder of its own, in which one line at a time is broken. */
export interface Workshop {
  /** The gate with one defence taken out. */
  readonly breakGate: (mutant: Mutant) => Promise<CreateGate>
  readonly close: () => Promise<void>
}

const project = resolve(import.meta.dirname, '../../..')

/** Opens a workshop: each gate it breaks is a copy, so that the real one is never touched. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'broken-gates-'))
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'))
  let count = 0
  return {
    async breakGate({ file, from, to }) {
      count += 1
      const copy = join(folder, String(count))
      await cp(join(project, 'server/access'), join(copy, 'server/access'), { recursive: true })
      await cp(join(project, 'server/database'), join(copy, 'server/database'), { recursive: true })
      await cp(join(project, 'server/errors.ts'), join(copy, 'server/errors.ts'))
      const path = join(copy, 'server/access', file)
      const source = await readFile(path, 'utf8')
      const places = source.split(from).length - 1
      if (places !== 1) throw new Error(`"${from}" stands in ${file} ${String(places)} times, not once.`)
      await writeFile(
        path,
        source.replace(from, () => to),
      )
      const { createGate } = (await import(join(copy, 'server/access/gate.ts'))) as { createGate: CreateGate }
      return createGate
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
