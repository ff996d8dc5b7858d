import { createHmac, hkdfSync } from 'node:crypto'

/** What keys are for. Each use has its own, so that what one gives away opens nothing of another. */
export type KeyUse = 'sign_in_attempt' | 'live_cursor' | 'list_cursor' | 'nhs_number'

/** The keys of one installation. */
export interface Secrets {
  /** A key of 32 bytes for AES-256-GCM or HMAC-SHA-256: the same for ever for the same secret and use. */
  readonly keyFor: (use: KeyUse) => Buffer
  /** HMAC-SHA-256 of a text under the key of its use: 32 bytes that only this installation can make again. */
  readonly hash: (use: KeyUse, text: string) => Buffer
}

/**
 * Derives every key from the one secret that an installation keeps (HKDF-SHA-256, RFC 5869).
 *
 * @param secret at least 32 characters, random
 */
export function secretsOf(secret: string): Secrets {
  const keys = new Map<KeyUse, Buffer>()
  const keyFor = (use: KeyUse): Buffer => {
    const key = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, 'shared-caseload', use, 32))
    keys.set(use, key)
    return key
  }
  return {
    keyFor,
    hash: (use, text) => createHmac('sha256', keyFor(use)).update(text).digest(),
  }
}
