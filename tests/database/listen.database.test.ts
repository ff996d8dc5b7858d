import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { listen, type Listener } from '../../server/database/listen.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()

let listener: Listener | undefined

afterEach(async () => {
  await listener?.close()
})

async function startListening(url = database.programUrl) {
  const heard: string[] = []
  const begun = vi.fn<() => void>()
  const lost = vi.fn<(error: Error) => void>()
  listener = listen(url, {
    channels: ['one', 'other'],
    onNotice: (channel, payload) => heard.push(`${channel}: ${payload}`),
    onListening: begun,
    onLost: lost,
  })
  await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(1))
  return { heard, begun, lost }
}

async function notify(channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(database.program.kysely)
}

async function killListener(): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'shared-caseload-listener' and datname = current_database()`.execute(
    database.program.kysely,
  )
}

/** A way to the database that can fall silent: what was sent is lost, and no end is heard. */
async function silentRoad() {
  const target = new URL(database.programUrl)
  const carried: Socket[] = []
  const road = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    carried.push(near, far)
    near.pipe(far).pipe(near)
    for (const end of [near, far]) end.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => road.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.port = String((road.address() as AddressInfo).port)
  return {
    url: url.href,
    fallSilent: () => carried.splice(0).forEach((end) => end.unpipe().pause()),
    close: () => {
      carried.forEach((end) => end.destroy())
      road.close()
    },
  }
}

describe('the connection that listens', () => {
  it('hears what is sent on its channels, and nothing else', async () => {
    const { heard } = await startListening()
    await notify('third', 'not for us')
    await notify('one', 'first')
    await notify('other', '')
    await vi.waitFor(() => expect(heard).toEqual(['one: first', 'other: ']))
  })

  it('comes back when the server ends it, says so, and hears again', async () => {
    const { heard, begun, lost } = await startListening()
    for (let time = 1; time <= 3; time++) {
      await killListener()
      await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(1 + time), { timeout: 5_000 })
      expect(lost).toHaveBeenCalledTimes(time)
      await notify('one', `after ${time}`)
      await vi.waitFor(() => expect(heard.at(-1)).toBe(`one: after ${time}`))
    }
  })

  it('comes back when it is cut off without a word', async () => {
    const road = await silentRoad()
    const { heard, begun, lost } = await startListening(road.url)
    road.fallSilent()
    await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(2), { timeout: 15_000 })
    expect(lost).toHaveBeenCalledTimes(1)
    await notify('one', 'after')
    await vi.waitFor(() => expect(heard).toEqual(['one: after']))
    await listener?.close()
    road.close()
  })

  it('hears nothing after it was closed, and stays closed', async () => {
    const { heard, begun, lost } = await startListening()
    await listener?.close()
    await notify('one', 'too late')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(heard).toEqual([])
    expect(lost).not.toHaveBeenCalled()
    expect(begun).toHaveBeenCalledTimes(1)
  })
})
