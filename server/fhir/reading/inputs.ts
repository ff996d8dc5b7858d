import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const READABLE = /\.(json|ndjson|jsonl)$/i

/**
 * The files to read, in an order that is the same on every machine.
 *
 * @param paths files and folders as named on the command line; a folder stands for every `.json`, `.ndjson` and
 *   `.jsonl` file in it and below
 * @throws Error naming the first path that is not there, or a folder with nothing to read
 */
export async function inputFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(filesAt))
  return [...new Set(found.flat())]
}

async function filesAt(path: string): Promise<string[]> {
  const what = await stat(path).catch(() => undefined)
  if (!what) throw new Error(`There is no file or folder ${path}.`)
  if (!what.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && READABLE.test(entry.name))
  if (files.length === 0) throw new Error(`The folder ${path} holds no .json, .ndjson or .jsonl file.`)
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}
