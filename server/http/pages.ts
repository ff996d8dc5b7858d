import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express, { type RequestHandler } from 'express'

import { HOT_RELOAD_PORT } from './headers.ts'
import type { LoadContext } from './load-context.ts'

const BUILD_FOLDER = join(import.meta.dirname, '../../build')
const YEAR_IN_SECONDS = 31_536_000

/** The handlers that serve what app/ is made of, and how to end what they run. */
export interface Pages {
  readonly handlers: readonly RequestHandler[]
  /** The routes of the pages, and of the files that they load. */
  readonly routes: readonly string[]
  readonly close: () => Promise<void>
}

/**
 * Serves the built pages and their assets.
 *
 * @param loadContext makes the context that loaders and actions get
 * @throws Error when app/ has not been built
 */
export async function builtPages(loadContext: LoadContext): Promise<Pages> {
  const entry = join(BUILD_FOLDER, 'server/index.js')
  await access(entry).catch(() => {
    throw new Error('The pages have not been built. Run npm start, or npm run build.')
  })
  const build = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as ServerBuild
  const client = join(BUILD_FOLDER, 'client')
  return {
    handlers: [
      express.static(client, { index: false, redirect: false, setHeaders: cacheAsset }),
      createRequestHandler({ build, getLoadContext: loadContext, mode: 'production' }),
    ],
    routes: [...pageRoutes(build), '/assets/:file'],
    close: () => Promise.resolve(),
  }
}

/** Serves the pages from source and reloads them as they change. */
export async function livePages(loadContext: LoadContext): Promise<Pages> {
  const { createServer } = await import('vite')
  const listeners = process.listeners('SIGTERM')
  // A port of its own: on the server's, Vite and Socket.IO would both answer the same upgrade.
  const vite = await createServer({ server: { middlewareMode: true, hmr: { port: HOT_RELOAD_PORT } } })
  // Vite ends the process when it is asked to end; here the program does, when it has put everything away.
  for (const added of process.listeners('SIGTERM')) if (!listeners.includes(added)) process.off('SIGTERM', added)
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
  return {
    handlers: [vite.middlewares, createRequestHandler({ build, getLoadContext: loadContext, mode: 'development' })],
    routes: pageRoutes(await build()),
    close: () => vite.close(),
  }
}

/** The pattern of each page's address, as the build names them: `/places/:placeId/why`. */
function pageRoutes({ routes }: ServerBuild): string[] {
  const partsOf = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : routes[id]
    return route ? [...partsOf(route.parentId), ...(route.path ? [route.path] : [])] : []
  }
  // What no other page answers is no page.
  const ids = Object.keys(routes).filter((id) => routes[id]?.path !== '*')
  return [...new Set(ids.map((id) => `/${partsOf(id).join('/')}`))]
}

/** A file named by its content never changes; any other may at the next release. */
function cacheAsset(response: { setHeader: (name: string, value: string) => unknown }, path: string): void {
  const isHashed = path.startsWith(join(BUILD_FOLDER, 'client/assets'))
  response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : 'no-cache')
}
