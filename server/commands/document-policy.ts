import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { policyPage } from '../guidance/policy-page.ts'

/** npm run docs: writes docs/policy.md from the policy itself. */
await writeFile(join(import.meta.dirname, '../../docs/policy.md'), policyPage())
