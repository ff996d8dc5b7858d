import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { startWorker, type Worker } from '../../server/live/worker.ts'

let worker: Worker | undefined

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(async () => {
  await worker?.close()
  vi.useRealTimers()
})

/** Work that lasts until it is let go. */
function longWork() {
  const rounds: (() => void)[] = []
  const work = () => new Promise<void>((resolve) => rounds.push(resolve))
  return { rounds, work }
}

describe('a worker', () => {
  it('works at once, then every so often', async () => {
    const work = vi.fn<() => Promise<void>>().mockResolvedValue()
    worker = startWorker(work, 1_000, () => undefined)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2_100)
    expect(work).toHaveBeenCalledTimes(3)
  })

  it('woken many times while it works, works once more after', async () => {
    const { rounds, work } = longWork()
    worker = startWorker(work, 1_000, () => undefined)
    for (let wake = 0; wake < 5; wake++) worker.wake()
    expect(rounds).toHaveLength(1)
    rounds[0]?.()
    await vi.advanceTimersByTimeAsync(1)
    expect(rounds).toHaveLength(2)
    rounds[1]?.()
    await vi.advanceTimersByTimeAsync(1)
    expect(rounds).toHaveLength(2)
  })

  it('goes on after a round that failed, and says so', async () => {
    const failures = vi.fn<(error: unknown) => void>()
    const work = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('once')).mockResolvedValue()
    worker = startWorker(work, 1_000, failures)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(failures).toHaveBeenCalledTimes(1)
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('closed, finishes its round and begins no other', async () => {
    const { rounds, work } = longWork()
    worker = startWorker(work, 1_000, () => undefined)
    worker.wake()
    const closed = vi.fn<() => void>()
    void worker.close().then(closed)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(closed).not.toHaveBeenCalled()
    rounds[0]?.()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(closed).toHaveBeenCalledTimes(1)
    expect(rounds).toHaveLength(1)
  })
})
