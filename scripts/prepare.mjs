// What a fresh clone needs before it can run. Plain Node, since nothing is installed when it starts.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What the pages are built from. */
const BUILD_SOURCES = ['app', 'package-lock.json', 'remix.config.js', 'tsconfig.json', 'vite.config.ts']

/** Installs exactly what the lockfile names, when something is missing or of another version. */
export function installWhenOld() {
  if (isInstalled()) return
  process.stdout.write('Installing dependencies…\n')
  // npm names itself to the scripts it runs; without npm it is found on the path.
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  runOrExit(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args)
}

/** Builds the pages when their source is newer than what was built. */
export function buildWhenOld() {
  const built = join(root, 'build/server/index.js')
  const newest = Math.max(...BUILD_SOURCES.map((source) => newestChange(join(root, source))))
  if (existsSync(built) && statSync(built).mtimeMs > newest) return
  process.stdout.write('Building the pages…\n')
  runOrExit(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'error'])
}

/**
 * Runs a command in the project and ends this process with its code when it fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
function runOrExit(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** Compares the lockfile with npm's own note of what it put into node_modules. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const installed = packagesIn(note)
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    const found = installed[path]
    // Packages for other systems are in the lockfile and are not installed.
    return path === '' || (found ? found.version === wanted.version : Boolean(wanted.optional))
  })
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages
}

/**
 * When a file, or anything in a folder, last changed. A folder's own time tells of files that were taken away.
 *
 * @param {string} path
 * @returns {number} milliseconds since 1970
 */
function newestChange(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
