import { EventEmitter } from 'node:events'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { followPlace, type LiveSocket } from '../../app/live/follow-place.ts'
import type { LiveStatus } from '../../app/components/frame/live-sign.tsx'
import type { OpenAnswer, Opening } from '../../server/live/frames.ts'

/** A server as the browser meets it: what it answers to "open" is up to the test. */
class FakeSocket extends EventEmitter {
  connected = false
  readonly openings: Opening[] = []
  answer: OpenAnswer | Error = { outcome: 'open', cursor: 'first', again: false }
  readonly connect = vi.fn<() => void>()
  readonly disconnect = vi.fn<() => void>()

  override off(): this {
    return this.removeAllListeners()
  }

  timeout() {
    return {
      emit: (_event: 'open', opening: Opening, done: (failure: Error | null, answer?: OpenAnswer) => void) => {
        this.openings.push(opening)
        if (this.answer instanceof Error) done(this.answer)
        else done(null, this.answer)
      },
    }
  }

  comes(): void {
    this.connected = true
    this.emit('connect')
  }

  goes(reason = 'transport close'): void {
    this.connected = false
    this.emit('disconnect', reason)
  }

  tells(cursor: string): void {
    this.emit('news', { topic: 'patient', id: 'grace', cursor })
  }
}

let socket: FakeSocket
let changes: number
let statuses: LiveStatus[]
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  socket = new FakeSocket()
  changes = 0
  statuses = []
  stop = followPlace(socket as unknown as LiveSocket, 'declared', {
    onChange: () => (changes += 1),
    onStatus: (status) => statuses.push(status),
  })
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('a page that follows its place', () => {
  it('is connected once the place is open, and not before', () => {
    expect(statuses).toEqual(['reconnecting'])
    socket.comes()
    expect(statuses.at(-1)).toBe('connected')
    expect(changes).toBe(0)
  })

  it('reads again when it hears of a change', () => {
    socket.comes()
    socket.tells('second')
    expect(changes).toBe(1)
  })

  it('says after a break where it is up to', () => {
    socket.comes()
    socket.goes()
    expect(statuses.at(-1)).toBe('reconnecting')
    socket.comes()
    socket.tells('second')
    socket.emit('news', { topic: 'present', id: 'place', cursor: '' })
    socket.goes()
    socket.comes()
    expect(socket.openings.map(({ cursor }) => cursor)).toEqual([undefined, 'first', 'second'])
  })

  it('reads everything again when the server cannot say what it missed', () => {
    socket.answer = { outcome: 'open', cursor: 'first', again: true }
    socket.comes()
    expect(changes).toBe(1)
  })

  it('is out of date when it was away for 15 seconds, until it is back', async () => {
    socket.comes()
    socket.goes()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(statuses.at(-1)).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(statuses.at(-1)).toBe('out_of_date')
    socket.comes()
    expect(statuses.at(-1)).toBe('connected')
  })

  it('reads again when what was declared has ended, which leads to where it is said again', () => {
    socket.answer = { outcome: 'refused', code: 'declaration_ended', words: '' }
    socket.comes()
    expect(changes).toBe(1)
    expect(statuses).not.toContain('connected')
  })

  it.each<[string, OpenAnswer | Error]>([
    ['asks too much', { outcome: 'refused', code: 'too_many', words: '' }],
    ['meets a fault', { outcome: 'failed' }],
    ['is not answered', new Error('operation has timed out')],
  ])('tries again when it %s', async (_name, answer) => {
    socket.answer = answer
    socket.comes()
    expect(statuses.at(-1)).toBe('reconnecting')
    socket.answer = { outcome: 'open', cursor: 'first', again: false }
    await vi.advanceTimersByTimeAsync(5_000)
    expect(statuses.at(-1)).toBe('connected')
  })

  it('comes back by itself when the server ended the connection, as it does when it is itself ended', async () => {
    socket.comes()
    socket.goes('io server disconnect')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(socket.connect).toHaveBeenCalledTimes(2)
  })

  it('once left, does nothing more', async () => {
    socket.comes()
    socket.goes('io server disconnect')
    stop()
    const said = statuses.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(socket.disconnect).toHaveBeenCalled()
    expect(socket.connect).toHaveBeenCalledTimes(1)
    expect(statuses).toHaveLength(said)
  })
})
