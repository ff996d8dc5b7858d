import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

const installationSchema = z.object({
  id: z.uuid(),
  superuser_password: z.string().min(32),
  owner_password: z.string().min(32),
  program_password: z.string().min(32),
  secret: z.string().min(32),
})

/** What one installation without a database server of its own keeps for itself: its name and its secrets. */
export type Installation = z.infer<typeof installationSchema>

/**
 * Reads the installation kept in a data folder, or makes one the first time.
 *
 * @param dataDir absolute path of the data folder; made when missing
 * @returns the same values for the same folder, for ever
 * @throws Error when the file is there but unreadable: its passwords open a database that would be lost with them
 */
export async function openInstallation(dataDir: string): Promise<Installation> {
  const file = join(dataDir, 'installation.json')
  await mkdir(dataDir, { recursive: true })
  try {
    // 'wx' fails when the file exists, so that two programs started at once agree on one set of secrets.
    await writeFile(file, JSON.stringify(newInstallation(), null, 2) + '\n', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return parseInstallation(file, await readFile(file, 'utf8'))
}

/** Makes fresh random secrets, for a folder that has none or for a database that is thrown away after a test. */
export function newInstallation(): Installation {
  const secret = () => randomBytes(32).toString('base64url')
  return {
    id: randomUUID(),
    superuser_password: secret(),
    owner_password: secret(),
    program_password: secret(),
    secret: secret(),
  }
}

function parseInstallation(file: string, text: string): Installation {
  try {
    return installationSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} is damaged. It holds the passwords of the database beside it: put back a copy of it.`)
  }
}
