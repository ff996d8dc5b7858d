import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

import { afterEach, describe, expect, it } from 'vitest'

import { testDatabase } from './support/database.ts'

const database = await testDatabase()
type Child = ChildProcessByStdio<null, Readable, Readable>
const children: Child[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

interface Run {
  readonly child: Child
  /** Everything written so far to standard output and standard error. */
  readonly written: () => string
  readonly ended: Promise<number | null>
}

/** Runs the program as the commands do, with these settings and no others. */
function run(settings: Readonly<Record<string, string>>): Run {
  const project = join(import.meta.dirname, '..')
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], {
    cwd: project,
    env: { NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
  return { child, written: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

/** Waits until the program has said where it answers. */
async function address({ child, written }: Run): Promise<string> {
  for (;;) {
    const found = /ready at (\S+)/.exec(written())?.[1]
    if (found) return found
    if (child.exitCode !== null) throw new Error(written())
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const settings = {
  DATABASE_URL: database.programUrl,
  PUBLIC_URL: 'http://localhost:39401',
  PORT: '39401',
  SECRET: 'a secret that is long enough for a test',
}

describe('the process', () => {
  it('answers, and ends with 0 when it is asked to', async () => {
    const running = run(settings)
    expect((await fetch(new URL('/readyz', await address(running)))).status).toBe(200)
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })

  it('shows no sample accounts on a database of one’s own', async () => {
    const running = run(settings)
    const url = await address(running)
    expect(running.written()).not.toContain('password')
    expect(await (await fetch(new URL('/sign-in', url))).text()).not.toContain('.example')
  })

  it('says which setting is wrong, repeats no secret, and ends with 1', async () => {
    const refused = run({ ...settings, SECRET: 'short-secret' })
    expect(await refused.ended).toBe(1)
    expect(refused.written()).toContain('SECRET must be at least 32 characters long')
    expect(refused.written()).not.toContain('short-secret')
  })

  it('says so when its port is taken', async () => {
    const first = run(settings)
    await address(first)
    const second = run(settings)
    expect(await second.ended).toBe(1)
    expect(second.written()).toContain('Port 39401 is taken')
  })
})
