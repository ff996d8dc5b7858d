// npm test: makes a fresh clone ready, checks the code, runs every test, and says how many passed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { runChecks } from './checks.mjs'
import { buildWhenOld, installWhenOld, root } from './prepare.mjs'

installWhenOld()
buildWhenOld()
const checks = runChecks()
const tests = runTests()

const passed = checks.passed + tests.passed
const failed = checks.failed + tests.failed
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

/**
 * Runs the tests. A file that cannot be loaded, or an error outside every test, counts as one that failed.
 *
 * @returns {{ passed: number, failed: number }}
 */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'shared-caseload-report-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const unloaded = testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    const failures = numFailedTests + unloaded
    return { passed: numPassedTests, failed: status !== 0 && failures === 0 ? 1 : failures }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
