import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Problem } from '../errors.ts'

/** Where a page ended: the values it was sorted by, as the reader could see them, and the row's id. */
export interface Position {
  values: (string | null)[]
  id: string
}

/** All sealed cursors have this length before sealing, so that a long name does not show in a short one. */
const paddedBytes = 1024

/**
 * Seals a position so that it can travel through the browser: unreadable, of fixed length, and good only for
 * the same declaration, view, conditions and order (`boundTo`).
 */
export function sealCursor(key: Buffer, boundTo: string, position: Position): string {
  const text = Buffer.from(JSON.stringify(position))
  const length = Math.ceil((text.length + 4) / paddedBytes) * paddedBytes
  const padded = Buffer.alloc(length)
  padded.writeUInt32BE(text.length)
  text.copy(padded, 4)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(digest(boundTo))
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Opens a sealed cursor; throws `stale_cursor` for one that was changed or belongs elsewhere. */
export function openCursor(key: Buffer, boundTo: string, cursor: string): Position {
  try {
    const bytes = Buffer.from(cursor, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(digest(boundTo))
    decipher.setAuthTag(bytes.subarray(12, 28))
    const padded = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE()).toString()) as Position
  } catch {
    throw new Problem('stale_cursor')
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
