// npm run faults -- --count N: breaks two servers, their database and every line N times each, and says what held.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

import { buildWhenOld, installWhenOld, root } from './prepare.mjs'

const { values } = parseArgs({
  options: {
    // How often each fault strikes.
    count: { type: 'string', default: '100' },
    // How long a line or a machine stands still, in seconds.
    standstill: { type: 'string', default: '30' },
    // A part of the name of the fault that is wanted; all of them unless told.
    only: { type: 'string' },
  },
})

installWhenOld()
buildWhenOld()
const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'live', 'tests/faults']
const { status } = spawnSync(process.execPath, values.only ? [...args, '-t', `${values.only}|after all that`] : args, {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    FAULT_COUNT: values.count,
    FAULT_STANDSTILL_MS: String(Number(values.standstill) * 1_000),
  },
})
process.exit(status ?? 1)
