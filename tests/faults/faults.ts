import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

import pg from 'pg'

import { readPostmaster } from '../../server/database/embedded/postmaster.ts'
import { standstillMs } from '../support/fault-count.ts'
import { health, type Server, type Stage } from './stage.ts'

/** A way in which something breaks. */
export interface Fault {
  readonly name: string
  /**
   * Breaks it, and mends it.
   *
   * @param time how many times it was broken before
   * @returns when all lines are whole again, what is to be put back in order before the next time
   */
  readonly strike: (stage: Stage, time: number) => Promise<(() => Promise<void>) | undefined>
}

export const faults: readonly Fault[] = [
  {
    name: 'a server is killed',
    async strike({ servers }, time) {
      const victim = servers[time % 2] as Server
      await victim.kill()
      await expectHealth(victim, null, null)
      return () => victim.start()
    },
  },
  {
    name: 'PostgreSQL is killed, and started again',
    async strike(stage) {
      const { home } = stage.cluster
      const postmaster = await readPostmaster(home.folder)
      if (postmaster) process.kill(postmaster.pid, 'SIGKILL')
      for (const server of stage.servers) await expectHealth(server, 200, 503)
      await stage.databaseAgain()
      return undefined
    },
  },
  {
    name: 'PostgreSQL stands still',
    async strike(stage) {
      const pids = await backendsOf(stage)
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      for (const server of stage.servers) await expectHealth(server, 200, 503)
      await wait(standstillMs)
      for (const pid of pids) process.kill(pid, 'SIGCONT')
      return undefined
    },
  },
  {
    name: 'the connections that listen are killed',
    async strike(stage) {
      const client = new pg.Client(stage.cluster.cluster().superuserUrl('postgres'))
      await client.connect()
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'shared-caseload-listener'`)
      await client.end()
      return undefined
    },
  },
  onLines('the lines to the database are reset', ({ line }) => line.reset()),
  onLines('the lines to the database fall silent', ({ line }) => line.fallSilent()),
  {
    name: 'the lines to the database refuse for a while',
    async strike({ servers }) {
      for (const { line } of servers) line.refuse()
      for (const { line } of servers) line.reset()
      for (const server of servers) await expectHealth(server, 200, 503)
      for (const { line } of servers) line.accept()
      return undefined
    },
  },
  {
    name: 'the line to the database of one server stands still',
    async strike({ servers }, time) {
      const { line } = servers[time % 2] as Server
      line.pause()
      await wait(standstillMs)
      line.resume()
      return undefined
    },
  },
  onFront('the line to the browsers is reset', (stage) => stage.front.reset()),
  onFront('the line to the browsers falls silent', (stage) => stage.front.fallSilent()),
  onFront('the line to the browsers stands still', async ({ front }) => {
    front.pause()
    await wait(standstillMs)
    front.resume()
  }),
]

function onLines(name: string, breakIt: (server: Server) => void): Fault {
  return {
    name,
    strike({ servers }) {
      for (const server of servers) breakIt(server)
      return Promise.resolve(undefined)
    },
  }
}

function onFront(name: string, breakIt: (stage: Stage) => unknown): Fault {
  return {
    name,
    async strike(stage) {
      await breakIt(stage)
      return undefined
    },
  }
}

/** Waits until a server says of itself what is so. */
async function expectHealth(server: Server, alive: number | null, ready: number | null): Promise<void> {
  const wanted = `healthz ${alive}, readyz ${ready}`
  let said = ''
  for (let time = 0; time < 20; time++) {
    said = `healthz ${await health(server, '/healthz')}, readyz ${await health(server, '/readyz')}`
    if (said === wanted) return
    await wait(100)
  }
  throw new Error(`A server says ${said}, and it is ${wanted}.`)
}

/** PostgreSQL's processes: the first of them, and all that it has started. */
async function backendsOf({ cluster }: Stage): Promise<number[]> {
  const postmaster = await readPostmaster(cluster.home.folder)
  if (!postmaster) throw new Error('PostgreSQL does not run.')
  const found = [postmaster.pid]
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : ''
    // The parent comes after the state, which comes after the name in brackets.
    if (Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]) === postmaster.pid) found.push(Number(name))
  }
  return found
}
