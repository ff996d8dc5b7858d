import { parseArgs } from 'node:util'

import { teller } from './figure.ts'
import { benchLists } from './lists.ts'

const { values } = parseArgs({
  options: {
    // How many patients; may be given several times.
    size: { type: 'string', multiple: true, default: ['10000', '50000'] },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const tell = teller(values.json)
const parts = {
  lists: async () => {
    for (const size of values.size) await benchLists(Number(size), tell)
  },
}

for (const [name, run] of Object.entries(parts)) if (values.only === undefined || values.only === name) await run()
