// npm start: makes a fresh clone ready, then runs the program in this process.
import { buildWhenOld, installWhenOld } from './prepare.mjs'

process.env.NODE_ENV ||= 'production'

installWhenOld()
if (process.env.NODE_ENV === 'production') buildWhenOld()

const { register } = await import('tsx/esm/api')
register()
await import('../server/start.ts')
