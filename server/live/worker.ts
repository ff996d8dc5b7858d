/** Work that is done again and again, never twice at once. */
export interface Worker {
  /** Has the work done soon; asked while it is under way, it is done once more after. */
  readonly wake: () => void
  /** Ends it, after the work under way. */
  readonly close: () => Promise<void>
}

/**
 * Does some work whenever woken, and every so often besides. Many wakes at once come to one.
 *
 * @param everyMs the longest time between the end of one round and the start of the next
 * @param onError told of a round that failed; the next one is made as if it had not
 */
export function startWorker(work: () => Promise<void>, everyMs: number, onError: (error: unknown) => void): Worker {
  let closed = false
  let wanted = false
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const rounds = async (): Promise<void> => {
    while (wanted && !closed) {
      wanted = false
      await work().catch(onError)
    }
    running = undefined
    if (!closed) timer = setTimeout(wake, everyMs)
  }
  const wake = (): void => {
    wanted = true
    if (closed || running) return
    clearTimeout(timer)
    running = rounds()
  }

  wake()
  return {
    wake,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
