import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP line that can be broken in every way that lines break. */
export interface FaultProxy {
  readonly port: number
  /** To where new connections go: the first that takes one, beginning with the next in turn. */
  to: readonly number[]
  /** Ends every connection with a reset (RST), as a firewall or a rebooted machine does. */
  readonly reset: () => void
  /** Lets every connection stand and carries nothing on it any more; new connections are carried. */
  readonly fallSilent: () => void
  /** Carries nothing and connects nobody until `resume`, and loses nothing. */
  readonly pause: () => void
  readonly resume: () => void
  /** Refuses every new connection until `accept`. */
  readonly refuse: () => void
  readonly accept: () => void
  readonly close: () => Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Opens such a line on a free port of this machine. */
export async function faultProxy(to: readonly number[] = []): Promise<FaultProxy> {
  const carried = new Set<Socket>()
  const silent = new Set<Socket>()
  const held: (() => void)[] = []
  let paused = false
  let refusing = false
  let turn = 0

  const keep = (socket: Socket) => {
    carried.add(socket)
    socket.setNoDelay()
    // What became of one end is told to the other by hand, below.
    socket.on('error', () => undefined).on('close', () => (carried.delete(socket), silent.delete(socket)))
  }
  const carry = (near: Socket, far: Socket) => {
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      const whileHeard = (work: () => unknown) => {
        if (!silent.has(from)) work()
      }
      from.on('data', (part) => whileHeard(() => into.write(part)))
      from.on('end', () => whileHeard(() => into.end()))
      from.on('close', () => whileHeard(() => into.destroy()))
      if (paused) from.pause()
    }
  }
  /** Tries one after the other, as a load balancer does. */
  const reach = (near: Socket, ports: readonly number[]) => {
    const [port, ...others] = ports
    if (port === undefined) return void near.resetAndDestroy()
    const far = connect(port, LOOPBACK)
    far.once('error', () => reach(near, others))
    far.once('connect', () => {
      far.removeAllListeners('error')
      keep(far)
      carry(near, far)
      // Not before: what it says would be heard by nobody.
      if (!paused) near.resume()
    })
  }
  const server = createServer({ pauseOnConnect: true }, (near) => {
    keep(near)
    if (refusing) return void near.resetAndDestroy()
    const begin = () => {
      const first = turn++ % Math.max(1, proxy.to.length)
      reach(near, [...proxy.to.slice(first), ...proxy.to.slice(0, first)])
    }
    if (paused) held.push(begin)
    else begin()
  })
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))

  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port,
    to,
    reset: () => carried.forEach((socket) => socket.resetAndDestroy()),
    fallSilent: () => carried.forEach((socket) => silent.add(socket)),
    pause() {
      paused = true
      carried.forEach((socket) => socket.pause())
    },
    resume() {
      paused = false
      carried.forEach((socket) => socket.resume())
      for (const begin of held.splice(0)) begin()
    },
    refuse: () => void (refusing = true),
    accept: () => void (refusing = false),
    async close() {
      carried.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
