import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { breaches, innocent, packages } from './planted-imports.ts'

const project = resolve(import.meta.dirname, '../..')
const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] }

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
})

let folder: string
let found: { from: string; rule: string }[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shared-caseload-imports-'))
  await plant(Object.entries(innocent))
  await plant(breaches.map((each) => each.breaks))
  for (const name of packages) {
    await plant([
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {}'],
    ])
  }
  await cp(join(project, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  found = await cruise()
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

async function plant(files: Iterable<readonly [path: string, source: string]>): Promise<void> {
  for (const [path, source] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), source)
  }
}

async function cruise(): Promise<{ from: string; rule: string }[]> {
  const args = [cruiser, '--config', join(project, '.dependency-cruiser.cjs'), '--output-type', 'json']
  const run = promisify(execFile)(process.execPath, [...args, 'app', 'server', 'migrations', 'tests'], { cwd: folder })
  const { stdout } = await run
  const { summary } = reportSchema.parse(JSON.parse(stdout))
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }))
}

describe('the import rules', () => {
  it.each(breaches)('catch $rule in $breaks.0', ({ rule, breaks }) => {
    expect(found).toContainEqual({ from: breaks[0], rule })
  })

  it('let everything else through', () => {
    const guilty = new Set(breaches.map((each) => each.breaks[0]))
    // A circle is reported from either of its ends.
    expect(found.filter(({ from, rule }) => !guilty.has(from) && rule !== 'no-circles')).toEqual([])
  })

  it('each have a planted breach', () => {
    expect(new Set(breaches.map((each) => each.rule))).toEqual(new Set(rules.forbidden.map((rule) => rule.name)))
  })
})
