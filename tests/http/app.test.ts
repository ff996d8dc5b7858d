import { createServer, request, type RequestOptions, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

import type { RequestHandler } from 'express'
import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'

import { type AppParts, createApp } from '../../server/http/app.ts'
import { drain } from '../../server/http/drain.ts'
import { nonceOf } from '../../server/http/headers.ts'
import { ownOrigins } from '../../server/http/origin.ts'
import { routesOf } from '../../server/http/routes.ts'
import { createMetrics } from '../../server/metrics.ts'

const silent = pino({ level: 'silent' })
const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => drain(server, 0))))

/** A room that says what it was asked, for anything but /fail. */
const echo: RequestHandler = (asked, answer) => {
  if (asked.path === '/fail') throw new Error('a secret in a message')
  answer.json({ ip: asked.ip, protocol: asked.protocol, host: asked.get('x-forwarded-host'), nonce: nonceOf(answer) })
}

async function serve(parts: Partial<AppParts> = {}): Promise<{ port: number; server: Server }> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const health = { isDraining: () => false, askDatabase: () => Promise.resolve() }
  const app = createApp({
    logger: silent,
    health,
    origins: ownOrigins(undefined, port),
    https: false,
    development: false,
    sampleMode: true,
    trustedProxies: [],
    api: echo,
    routes: ['/fail', '/people/:patientId'],
    metrics: createMetrics(),
    metricsToken: undefined,
    pages: [echo],
    ...parts,
  })
  server.on('request', app)
  return { port, server }
}

interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

/** Asks with exactly these headers, which fetch would not let us forge. */
function ask(port: number, options: RequestOptions = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', ...options }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }))
    })
    asked.on('error', reject).end(body)
  })
}

/** Sends the head of a POST and nothing of its body, and reads the status of the answer. */
function statusOfHead(port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const lines = Object.entries({ host: `localhost:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`)
    socket.write(['POST / HTTP/1.1', ...lines, '', ''].join('\r\n'))
    socket.on('error', reject).once('data', (head: Buffer) => {
      socket.destroy()
      resolve(Number(head.toString().split(' ')[1]))
    })
  })
}

describe('every answer', () => {
  it('is not stored, framed or sniffed, and lets only its own scripts run', async () => {
    const { port } = await serve()
    const { headers, body } = await ask(port)
    const { nonce } = JSON.parse(body) as { nonce: string }
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    })
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}';`)
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('etag')
  })

  it('has a nonce of its own', async () => {
    const { port } = await serve()
    const [first, second] = await Promise.all([ask(port), ask(port)])
    expect(first.body).not.toBe(second.body)
  })

  it('keeps browsers on https where people come by https', async () => {
    const { port } = await serve({ https: true })
    expect((await ask(port)).headers['strict-transport-security']).toContain('max-age=')
  })

  it('carries the headers when it is a refusal too, and a failure tells nothing', async () => {
    const { port } = await serve()
    for (const answer of [await ask(port, { method: 'POST' }), await ask(port, { path: '/fail' })]) {
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.body).not.toContain('secret')
    }
    expect((await ask(port, { path: '/fail' })).status).toBe(500)
  })
})

describe('a change', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('by %s is refused without our origin', async (method) => {
    const { port } = await serve()
    expect((await ask(port, { method })).status).toBe(403)
    expect((await ask(port, { method, headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask(port, { method, headers: { origin: `http://localhost:${port}` } })).status).toBe(200)
  })

  it('of more than a mebibyte, or of no said length, is refused before it is read', async () => {
    const { port } = await serve()
    const origin = `http://localhost:${port}`
    const announced = await statusOfHead(port, { origin, 'content-length': String(1024 * 1024 + 1) })
    expect(announced).toBe(413)
    expect(await statusOfHead(port, { origin, 'transfer-encoding': 'chunked' })).toBe(411)
  })
})

describe('an address', () => {
  it('that is longer than any of ours is refused', async () => {
    const { port } = await serve()
    expect((await ask(port, { path: `/?${'a'.repeat(4093)}` })).status).toBe(200)
    expect((await ask(port, { path: `/?${'a'.repeat(4095)}` })).status).toBe(414)
  })
})

describe('sample mode', () => {
  it('answers to this machine’s own names only', async () => {
    const { port } = await serve()
    expect((await ask(port, { headers: { host: 'rebound.example' } })).status).toBe(421)
    expect((await ask(port, { headers: { host: `localhost:${port}` } })).status).toBe(200)
  })
})

describe('forwarded headers', () => {
  const headers = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'named.example',
  }

  it('are dropped from anybody', async () => {
    const { port } = await serve()
    expect(JSON.parse((await ask(port, { headers })).body)).toMatchObject({ ip: '127.0.0.1', protocol: 'http' })
    expect(JSON.parse((await ask(port, { headers })).body)).not.toHaveProperty('host')
  })

  it('are believed from a configured proxy', async () => {
    const { port } = await serve({ trustedProxies: ['127.0.0.0/8'] })
    expect(JSON.parse((await ask(port, { headers })).body)).toMatchObject({
      ip: '203.0.113.7',
      protocol: 'https',
      host: 'named.example',
    })
  })
})

describe('the id of a request', () => {
  const idOf = async (parts: Partial<AppParts>, given: string) => {
    const { port } = await serve(parts)
    return (await ask(port, { headers: { 'x-request-id': given } })).headers['x-request-id']
  }
  const hexadecimal = '0123456789abcdef0123456789abcdef'
  const proxied = { trustedProxies: ['127.0.0.0/8'] }

  it('is taken from a configured proxy, and from nobody else', async () => {
    expect(await idOf(proxied, hexadecimal)).toBe(hexadecimal)
    expect(await idOf({}, hexadecimal)).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each(['Grace Adeyemi', '9990348828', `${hexadecimal}0`, 'a', `${hexadecimal} ${hexadecimal}`])(
    'is a new one when the proxy says %j',
    async (given) => {
      expect(await idOf(proxied, given)).toMatch(/^[0-9a-f]{8}-/)
    },
  )
})

describe('the route of a path', () => {
  const routeOf = routesOf(['/', '/trpc/auth.me', '/trpc/:batch', '/places/:placeId/people', '/assets/:file'])

  it.each([
    ['/', '/'],
    ['/trpc/auth.me', '/trpc/auth.me'],
    ['/trpc/authXme', '/trpc/:batch'],
    ['/places/1/people', '/places/:placeId/people'],
    ['/places/1/people/', '/places/:placeId/people'],
    ['/places/1/people/Grace', '(none)'],
    ['/Grace', '(none)'],
  ])('%s is %s', (path, route) => {
    expect(routeOf(path)).toBe(route)
  })
})

describe('health', () => {
  it('is well while it answers, and ready while the database does', async () => {
    let draining = false
    let database = Promise.resolve()
    const { port } = await serve({ health: { isDraining: () => draining, askDatabase: () => database } })
    const status = async (path: string) => (await ask(port, { path })).status
    expect(await status('/readyz')).toBe(200)
    database = Promise.reject(new Error('gone'))
    database.catch(() => undefined)
    expect(await status('/readyz')).toBe(503)
    database = Promise.resolve()
    draining = true
    expect(await status('/readyz')).toBe(503)
    expect(await status('/healthz')).toBe(200)
  })
})

describe('draining', () => {
  it('lets a request under way be answered, and takes no other', async () => {
    let release = () => {}
    const waiting = new Promise<void>((resolve) => (release = resolve))
    const slow: RequestHandler = (_asked, answer) => void waiting.then(() => answer.send('answered'))
    const { port, server } = await serve({ pages: [slow] })
    const underWay = ask(port)
    await new Promise((resolve) => server.once('request', resolve))
    const drained = drain(server)
    await expect(ask(port)).rejects.toThrow()
    release()
    expect((await underWay).body).toBe('answered')
    await drained
  })
})
