import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { drain } from '../../server/http/drain.ts'
import { limitedServer, SERVER_LIMITS, type ServerLimits } from '../../server/http/server.ts'

let close: () => Promise<void>
afterEach(() => close())

/** Sends something to a server that answers whole requests, and resolves with all it says until it hangs up. */
async function saidTo(limits: Partial<ServerLimits>, sent: string): Promise<string> {
  const server = limitedServer({ ...SERVER_LIMITS, ...limits })
  server.on('request', (request, response) => {
    request.resume().on('end', () => response.setHeader('Connection', 'close').end(Object.keys(request.headers).join()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => drain(server, 0)
  return new Promise((resolve) => {
    let said = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('data', (part) => (said += part.toString()))
    socket.on('error', () => undefined).on('close', () => resolve(said))
    socket.write(sent)
  })
}

const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n'

describe('the server', () => {
  it('answers a request that is whole', async () => {
    expect(await saidTo({}, `${head}Content-Length: 2\r\n\r\nok`)).toMatch(/^HTTP\/1.1 200/)
  })

  it('waits so long for a head, and no longer', async () => {
    expect(await saidTo({ headMs: 200 }, head)).toMatch(/^HTTP\/1.1 408/)
  })

  it('waits so long for a body, and no longer', async () => {
    expect(await saidTo({ headMs: 100, requestMs: 200 }, `${head}Content-Length: 2\r\n\r\no`)).toMatch(/^HTTP\/1.1 408/)
  })

  it('reads no head that is too long', async () => {
    expect(await saidTo({}, `${head}A: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/)
  })

  it('reads no more headers than any browser sends', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `H${index}: 1\r\n`).join('')
    expect(await saidTo({}, `${head}${many}Content-Length: 0\r\n\r\n`)).not.toContain('h90')
  })

  it('takes so many connections at once, and no more', async () => {
    const server = limitedServer({ ...SERVER_LIMITS, connections: 1 })
    server.on('request', (_request, response) => response.end('answered'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    close = () => drain(server, 0)
    const { port } = server.address() as AddressInfo
    const first = connect(port, '127.0.0.1')
    await once(server, 'connection')
    const second = connect(port, '127.0.0.1')
    await once(second.resume(), 'close')
    first.write(`GET / HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    expect(String((await once(first, 'data'))[0])).toContain('answered')
    first.destroy()
  })
})
