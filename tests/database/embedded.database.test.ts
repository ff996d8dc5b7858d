import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { connect } from '../../server/database/connection.ts'
import { startEmbeddedDatabase } from '../../server/database/embedded.ts'
import { findHome, type Home } from '../../server/database/embedded/home.ts'
import { readPostmaster, removeForeignNote, sendSignal } from '../../server/database/embedded/postmaster.ts'
import { openInstallation } from '../../server/installation.ts'

let dataDir: string
let home: Home

beforeEach(async () => {
  // Only its own user may enter it, as with a clone in somebody's home.
  dataDir = join(await mkdtemp(join(tmpdir(), 'shared-caseload-data-')), 'data')
  const installation = await openInstallation(dataDir)
  home = await findHome(join(dataDir, 'database'), installation.id)
})

afterEach(async () => {
  const left = await readPostmaster(home.folder)
  if (left) process.kill(left.pid, 'SIGKILL')
  await rm(home.folder, { recursive: true, force: true })
  await rm(`${home.folder}.log`, { force: true })
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})

/** Runs one statement as the owner, on a connection of its own. */
async function ask(url: string, statement: string): Promise<unknown[]> {
  const connection = connect(url, { size: 1 })
  try {
    return (await sql.raw(statement).execute(connection.kysely)).rows
  } finally {
    await connection.close()
  }
}

/** Another program that starts the embedded database and then waits to be killed. */
async function otherProgram(): Promise<ChildProcess> {
  const source = `
    import { startEmbeddedDatabase } from '${join(import.meta.dirname, '../../server/database/embedded.ts')}'
    await startEmbeddedDatabase('${dataDir}')
    process.stdout.write('started')
    setInterval(() => {}, 1000)`
  const script = join(dataDir, 'other.mts')
  await writeFile(script, source)
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return child
}

describe('the embedded database', () => {
  it('keeps what was committed over a stop and a start', async () => {
    const first = await startEmbeddedDatabase(dataDir)
    await ask(first.ownerUrl, 'create table kept as select 1 as value')
    await first.stop()
    expect(await readPostmaster(home.folder)).toBeUndefined()

    const second = await startEmbeddedDatabase(dataDir)
    expect(await ask(second.ownerUrl, 'select value from kept')).toEqual([{ value: 1 }])
    await second.stop()
  })

  it('listens on loopback only, and takes no one without a password', async () => {
    const { ownerUrl, stop } = await startEmbeddedDatabase(dataDir)
    const [row] = await ask(ownerUrl, `select current_setting('listen_addresses') as listens`)
    expect(row).toEqual({ listens: '127.0.0.1' })
    const guess = new URL(ownerUrl)
    guess.password = 'postgres'
    await expect(ask(guess.href, 'select 1')).rejects.toThrow('password authentication failed')
    await stop()
  })

  it('is joined by a second program, and ends with the last one out', async () => {
    const first = await startEmbeddedDatabase(dataDir)
    const second = await startEmbeddedDatabase(dataDir)
    expect(second.programUrl).toBe(first.programUrl)
    const user = connect(second.programUrl, { size: 1 })
    await sql`select 1`.execute(user.kysely)
    await first.stop()
    await sql`select 1`.execute(user.kysely)
    await user.close()
    await second.stop()
    expect(await readPostmaster(home.folder)).toBeUndefined()
  })

  it('is found again when the program that started it was killed', async () => {
    const other = await otherProgram()
    other.kill('SIGKILL')
    const { ownerUrl, stop } = await startEmbeddedDatabase(dataDir)
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await stop()
    expect(await readPostmaster(home.folder)).toBeUndefined()
  })

  it('starts again after it was itself killed, with all that was committed', async () => {
    const first = await startEmbeddedDatabase(dataDir)
    await ask(first.ownerUrl, 'create table kept as select 1 as value')
    process.kill((await readPostmaster(home.folder))!.pid, 'SIGKILL')
    const second = await startEmbeddedDatabase(dataDir)
    expect(await ask(second.ownerUrl, 'select value from kept')).toEqual([{ value: 1 }])
    await second.stop()
  })

  it('starts though the number of its killed process now belongs to another', async () => {
    await mkdir(home.folder, { recursive: true })
    const note = join(home.folder, 'postmaster.pid')
    await writeFile(note, [process.pid, home.folder, 0, 1, ''].join('\n'))
    await removeForeignNote(home.folder)
    await expect(stat(note)).rejects.toThrow()
  })

  it('keeps its passwords from other users of the machine', async () => {
    const mode = (await stat(join(dataDir, 'installation.json'))).mode & 0o777
    expect(mode).toBe(0o600)
  })

  it('says so, and makes no new ones, when its passwords are damaged', async () => {
    const file = join(dataDir, 'installation.json')
    await writeFile(file, '{')
    await expect(startEmbeddedDatabase(dataDir)).rejects.toThrow('is damaged')
    expect(await readFile(file, 'utf8')).toBe('{')
  })
})

describe('the data', () => {
  it('is in the data folder, unless root runs the program where no other user may go', async () => {
    const besideSecrets = join(dataDir, 'database')
    if (!home.user) {
      expect(home.folder).toBe(besideSecrets)
      return
    }
    expect((await stat(home.folder)).uid).toBe(home.user.uid)
    expect(home.folder.startsWith(dataDir)).toBe(false)
    await chown(join(dataDir, '..'), home.user.uid, home.user.gid)
    expect((await findHome(besideSecrets, 'unused')).folder).toBe(besideSecrets)
  })
})

describe('signals', () => {
  it('tell a process that is there from one that is not', () => {
    expect(sendSignal(process.pid, 0)).toBe(true)
    expect(sendSignal(2 ** 22 + 1, 0)).toBe(false)
  })
})
