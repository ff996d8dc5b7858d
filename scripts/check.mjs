// npm run check: types, lint, format, imports and unused code; no test is run.
import { runChecks } from './checks.mjs'
import { installWhenOld } from './prepare.mjs'

installWhenOld()
const { failed } = runChecks()
process.exit(failed === 0 ? 0 : 1)
