import { describe, expect, it } from 'vitest'

import { connect } from '../server/database/connection.ts'
import { testDatabase } from './support/database.ts'
import { testProgram } from './support/program.ts'

const database = await testDatabase()
const program = await testProgram(database)

const ask = (path: string, options: RequestInit = {}) =>
  fetch(new URL(path, program.url), { redirect: 'manual', ...options })

describe('the whole program', () => {
  it('is ready', async () => {
    expect((await ask('/readyz')).status).toBe(200)
  })

  it('sends whoever is not signed in to sign in', async () => {
    const answer = await ask('/')
    expect([302, 303]).toContain(answer.status)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in/)
  })

  it('serves pages whose every script carries the nonce, and no style or handler stands in the markup', async () => {
    const answer = await ask('/sign-in')
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    const html = await answer.text()
    const scripts = html.match(/<script[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
  })

  it('lets browsers keep the files of the build, and nothing else', async () => {
    const html = await (await ask('/sign-in')).text()
    const script = /\/assets\/[^"]+\.js/.exec(html)?.[0] ?? ''
    expect((await ask(script)).headers.get('cache-control')).toContain('immutable')
    expect((await ask('/sign-in')).headers.get('cache-control')).toBe('no-store')
  })

  it('takes no change from a foreign page, for pages and for the API alike', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' }
    for (const path of ['/sign-in', '/sign-in?_data=routes%2Fsign-in', '/trpc/auth.signIn']) {
      expect((await ask(path, { method: 'POST', headers, body: '{}' })).status).toBe(403)
    }
  })

  it('answers what is not there without saying what is', async () => {
    const answer = await ask('/no/such/page')
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('node_modules')
  })

  it('does not start as a role that owns the tables', async () => {
    const owner = connect(database.ownerUrl, { size: 1 })
    await owner.close()
    await expect(testProgram({ ...database, programUrl: database.ownerUrl })).rejects.toThrow('owns tables')
  })
})
