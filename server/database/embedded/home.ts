import { execFile } from 'node:child_process'
import { chown, mkdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { type Binaries, binariesIn, copyBinaries, installedBinariesFolder } from './binaries.ts'

const run = promisify(execFile)

/** A user of this machine, by number. */
export interface User {
  readonly uid: number
  readonly gid: number
}

/** Where a cluster lives, with which programs, and as whom they run. */
export interface Home {
  readonly folder: string
  readonly binaries: Binaries
  /** Absent when PostgreSQL runs as whoever runs this program. */
  readonly user?: User
}

/**
 * Chooses where a cluster lives.
 *
 * PostgreSQL refuses to run as root. For root it therefore runs as the user `postgres`, who cannot enter a clone in
 * root's home; then its programs are copied to, and its data kept in, a folder of its own that this user can enter.
 *
 * @param wanted absolute path where the data should be, if whoever runs PostgreSQL can get there
 * @param id names the folder elsewhere, when they cannot
 */
export async function findHome(wanted: string, id: string): Promise<Home> {
  const installed = installedBinariesFolder()
  if (process.getuid?.() !== 0) {
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    return { folder: wanted, binaries: binariesIn(installed) }
  }
  const user = await postgresUser()
  const folder = (await canEnter(user, dirname(wanted))) ? wanted : join(await commonFolder(), id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chown(folder, user.uid, user.gid)
  const binaries = (await canEnter(user, installed)) ? installed : await copyBinaries(installed, await commonFolder())
  return { folder, binaries: binariesIn(binaries), user }
}

/** A folder of this program that everybody may enter: kept over restarts where the system has such a place. */
async function commonFolder(): Promise<string> {
  for (const parent of ['/var/lib', tmpdir()]) {
    const folder = join(parent, 'shared-caseload')
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 })
      return folder
    } catch {
      continue
    }
  }
  throw new Error('Found no folder for the database. Run as a user who is not root, or set DATABASE_URL.')
}

/** The user `postgres`, made when this machine has none. */
async function postgresUser(): Promise<User> {
  const found = await findUser('postgres')
  if (found) return found
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'])
  } catch {
    throw new Error(
      'PostgreSQL does not run as root, and a user "postgres" could not be made. ' +
        'Run as a user who is not root, or set DATABASE_URL (docs/operating.md).',
    )
  }
  const made = await findUser('postgres')
  if (!made) throw new Error('The user "postgres" was made but cannot be found.')
  return made
}

async function findUser(name: string): Promise<User | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** Whether a user may pass through every folder of an absolute path that exists. */
async function canEnter(user: User, path: string): Promise<boolean> {
  const folder = await stat(path).catch(() => undefined)
  if (folder) {
    const bits = folder.uid === user.uid ? 0o100 : folder.gid === user.gid ? 0o010 : 0o001
    if ((folder.mode & bits) === 0) return false
  }
  return dirname(path) === path || canEnter(user, dirname(path))
}
