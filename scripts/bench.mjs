// npm run bench [-- --size N] [--only PART] [--json]: measures the product against plain ways of doing the same.
import { spawnSync } from 'node:child_process'

import { buildWhenOld, installWhenOld, root } from './prepare.mjs'

installWhenOld()
buildWhenOld()
const args = ['--import', 'tsx', 'tests/bench/main.ts', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
