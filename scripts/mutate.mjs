// Takes out one defence of the gate at a time, in a copy of the project, and sees that a proof fails without it.
// Usage: npm run mutate [-- WORD], where WORD keeps the mutations of the files whose name has it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { mutations } from './mutations.mjs'
import { root } from './prepare.mjs'

const wanted = process.argv[2] ?? ''
const copy = mkdtempSync(join(tmpdir(), 'shared-caseload-mutate-'))
const survivors = []
try {
  for (const name of ['migrations', 'server', 'tests', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const chosen = mutations.filter(({ file }) => file.includes(wanted))
  // A proof that fails by itself would catch everything.
  for (const proof of new Set(chosen.map((mutation) => mutation.proof))) {
    if (!passes(proof)) throw new Error(`The proof "${proof}" fails before anything is taken out.`)
  }
  for (const mutation of chosen) {
    const outcome = attempt(mutation)
    if (outcome !== 'caught') survivors.push(mutation)
    console.log(`${outcome}  ${mutation.proof}  ${mutation.file}  ${mutation.find} → ${mutation.put || 'nothing'}`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
console.log(survivors.length === 0 ? 'Every mutation was caught.' : `${survivors.length} were not caught.`)
process.exitCode = survivors.length === 0 ? 0 : 1

/**
 * @param {import('./mutations.mjs').Mutation} mutation
 * @returns {'caught' | 'survived' | 'not found'} "not found" when the code has moved on and the mutation must follow
 */
function attempt({ file, find, put, proof }) {
  const path = join(copy, 'server/access', file)
  const text = readFileSync(path, 'utf8')
  if (text.split(find).length !== 2) return 'not found'
  writeFileSync(
    path,
    text.replace(find, () => put),
  )
  const survived = passes(proof)
  writeFileSync(path, text)
  return survived ? 'survived' : 'caught'
}

/** @param {string} proof */
function passes(proof) {
  const test = `tests/access/${proof}.test.ts`
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const run = ['run', '--bail', '1', test]
  return spawnSync(process.execPath, [vitest, ...run], { cwd: copy, stdio: 'ignore' }).status === 0
}
