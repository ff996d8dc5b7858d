import { describe, expect, it } from 'vitest'

import { testDatabase } from './support/database.ts'
import { killProgramsAtTheEnd, processSettings, runProgram } from './support/process.ts'

const database = await testDatabase()
killProgramsAtTheEnd()

describe('the process', () => {
  it('answers, and ends with 0 when it is asked to', async () => {
    const running = runProgram(await processSettings(database))
    expect((await fetch(new URL('/readyz', await running.ready()))).status).toBe(200)
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })

  it('shows no sample accounts on a database of one’s own', async () => {
    const running = runProgram(await processSettings(database))
    const url = await running.ready()
    expect(running.written()).not.toContain('password')
    expect(await (await fetch(new URL('/sign-in', url))).text()).not.toContain('.example')
  })

  it('says which setting is wrong, repeats no secret, and ends with 1', async () => {
    const refused = runProgram({ ...(await processSettings(database)), SECRET: 'short-secret' })
    expect(await refused.ended).toBe(1)
    expect(refused.written()).toContain('SECRET must be at least 32 characters long')
    expect(refused.written()).not.toContain('short-secret')
  })

  it('says so when its port is taken', async () => {
    const settings = await processSettings(database)
    await runProgram(settings).ready()
    const second = runProgram(settings)
    expect(await second.ended).toBe(1)
    expect(second.written()).toContain(`Port ${settings['PORT']} is taken`)
  })
})
