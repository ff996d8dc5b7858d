import { createServer, type Server } from 'node:http'

/** How long a client may take, in milliseconds, and how much it may send before anything of ours reads it. */
export interface ServerLimits {
  /** For the head of a request. */
  readonly headMs: number
  /** For a whole request, its body included. */
  readonly requestMs: number
  /** How long a connection is kept for another request: longer than proxies keep theirs, which are 60 s mostly. */
  readonly keptMs: number
  readonly headBytes: number
  readonly headers: number
  /** Connections at once, sockets included: many times the people that one process serves. */
  readonly connections: number
}

export const SERVER_LIMITS: ServerLimits = {
  headMs: 10_000,
  requestMs: 30_000,
  keptMs: 75_000,
  headBytes: 16 * 1024,
  headers: 60,
  connections: 10_000,
}

/** Makes the HTTP server, not yet listening. Whoever sends slowly or too much is cut off by Node itself. */
export function limitedServer(limits: ServerLimits = SERVER_LIMITS): Server {
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keptMs,
    maxHeaderSize: limits.headBytes,
    // Node looks this often for who was too slow.
    connectionsCheckingInterval: Math.min(limits.headMs, 1_000),
  })
  server.maxHeadersCount = limits.headers
  server.maxConnections = limits.connections
  return server
}
