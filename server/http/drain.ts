import type { Server } from 'node:http'

/** How long requests under way may still take. */
const DRAIN_TIMEOUT_MS = 10_000

/**
 * Stops taking connections, lets requests under way be answered, and then cuts what is left.
 *
 * @param server that listens; one that does not is left alone
 * @param timeoutMs how long to wait for answers
 */
export async function drain(server: Server, timeoutMs = DRAIN_TIMEOUT_MS): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was just answered is kept open for more; here there will be none.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
