// The checks that read the code without running it.
import { spawnSync } from 'node:child_process'

import { root } from './prepare.mjs'

/** Each by its name and the arguments of Node that run it. */
const CHECKS = /** @type {const} */ ([
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  [
    'lint',
    [
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--max-warnings=0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
    ],
  ],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn', '--cache']],
  [
    'imports',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'app',
      'server',
      'migrations',
      'tests',
    ],
  ],
  ['unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
])

/**
 * Runs every check, each to its end, so that one run shows everything.
 *
 * @returns {{ passed: number, failed: number }}
 */
export function runChecks() {
  let failed = 0
  for (const [name, args] of CHECKS) {
    const started = performance.now()
    const { status } = spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`)
    if (status !== 0) failed++
  }
  return { passed: CHECKS.length - failed, failed }
}
