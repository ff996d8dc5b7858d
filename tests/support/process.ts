import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

import { afterAll } from 'vitest'

import type { TestDatabase } from './database.ts'

type Child = ChildProcessByStdio<null, Readable, Readable>

/** The program in a process of its own, which can be killed. */
export interface ProgramProcess {
  readonly child: Child
  /** Everything written so far to standard output and standard error. */
  readonly written: () => string
  /** What it ended with; null when it was killed. */
  readonly ended: Promise<number | null>
  /** Resolves with where it answers, as soon as it does. Throws what it wrote when it ends before. */
  readonly ready: () => Promise<string>
}

const children = new Set<Child>()

/**
 * Runs the program as the commands do, with these settings and no others. It is killed after the last test of the
 * file, if it still runs by then.
 */
export function runProgram(settings: Readonly<Record<string, string>>): ProgramProcess {
  const project = join(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], {
    cwd: project,
    env: { NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      children.delete(child)
      resolve(code)
    }),
  )
  const written = () => text
  return {
    child,
    written,
    ended,
    async ready() {
      for (;;) {
        const found = /ready at (\S+)/.exec(text)?.[1]
        if (found) return found
        if (child.exitCode !== null) throw new Error(text)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

/** Kills every process that still runs, when a test file has ended. To be called once at the top of a file. */
export function killProgramsAtTheEnd(): void {
  afterAll(() => children.forEach((child) => child.kill('SIGKILL')))
}

/** The settings of a program on a test's own database, at a port of its own. */
export async function processSettings(database: Pick<TestDatabase, 'programUrl'>): Promise<Record<string, string>> {
  const port = await freePort()
  return {
    DATABASE_URL: database.programUrl,
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    SECRET: 'a secret that is long enough for a test',
  }
}

/** A port of this machine that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
