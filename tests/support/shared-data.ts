import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/**
 * The path of a sample file or folder beside the project: `sharedData('uk/pds-sandbox')`.
 *
 * @throws Error when it is not there, so that a test of real files fails and is never passed over
 */
export function sharedData(path: string): string {
  if (!existsSync(folder + path)) {
    throw new Error(`The sample files are missing: ../shared/data/${path} belongs beside the project.`)
  }
  return folder + path
}
