import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running server writes into its data folder: its process, and the port that it listens on. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/**
 * Reads the server's note of itself.
 *
 * @param folder the data folder
 * @returns undefined when there is no note, or the process in it is gone
 */
export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(noteFile(folder), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && sendSignal(pid, 0) ? { pid, port } : undefined
}

/**
 * Takes away the note of a server that was killed, when its process number now belongs to something else.
 *
 * PostgreSQL clears such a note itself while the number is free. In a container the same few numbers come round at
 * each start, and it would refuse for ever.
 */
export async function removeForeignNote(folder: string): Promise<void> {
  const note = await readPostmaster(folder)
  if (!note) return
  const command = await readFile(`/proc/${note.pid}/cmdline`, 'utf8').catch(() => undefined)
  if (command !== undefined && !command.split('\0').includes(folder)) await rm(noteFile(folder), { force: true })
}

/**
 * Sends a signal to a process; 0 only asks whether it is there.
 *
 * @returns whether the process is there
 */
export function sendSignal(pid: number, name: 'SIGINT' | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    // Somebody else's process is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function noteFile(folder: string): string {
  return join(folder, 'postmaster.pid')
}
