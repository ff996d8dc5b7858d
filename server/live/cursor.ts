import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Where a reader is up to in the changes of one place. Never leaves the server but sealed. */
export interface Cursor {
  readonly placeId: string
  /** The number of the last change that was dealt with for this reader, told or not. */
  readonly rev: number
  /** When the cursor was sealed, in milliseconds since 1970. */
  readonly sealedAt: number
}

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const BODY_BYTES = 16

/** Seals cursors for one session each, so that no other session can use one, and nobody can read one. */
export interface Cursors {
  /** @returns text of one length, whatever the cursor holds: its size tells nothing of what happened unseen */
  readonly seal: (sessionId: string, cursor: Cursor) => string
  /** @returns null for what was not sealed here for this session and place */
  readonly unseal: (sessionId: string, placeId: string, sealed: string) => Cursor | null
}

/** @param key of 32 bytes, for this use alone */
export function cursorsWith(key: Buffer): Cursors {
  const boundTo = (sessionId: string, placeId: string) => Buffer.from(`${sessionId} ${placeId}`)
  return {
    seal(sessionId, { placeId, rev, sealedAt }) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(boundTo(sessionId, placeId))
      const body = Buffer.alloc(BODY_BYTES)
      body.writeBigUInt64BE(BigInt(rev), 0)
      body.writeBigUInt64BE(BigInt(sealedAt), 8)
      return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    unseal(sessionId, placeId, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length !== NONCE_BYTES + BODY_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(boundTo(sessionId, placeId))
        .setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const body = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
        return { placeId, rev: Number(body.readBigUInt64BE(0)), sealedAt: Number(body.readBigUInt64BE(8)) }
      } catch {
        return null
      }
    },
  }
}
