import { createHash } from 'node:crypto'

/**
 * The id under which a record from elsewhere is kept: the same for ever for the same source system and the same id
 * in it, so that a record brought twice is recognised and nothing is counted on the way.
 *
 * It is the SHA-256 of the pair as a UUID of version 8 (RFC 9562), so it stands in no order and tells nothing of its
 * neighbours.
 *
 * @param system the source: a URL, a URN or a name of our own
 * @param id what the record is called there; unique within the system
 */
export function sourceUuid(system: string, id: string): string {
  // JSON keeps the two apart: ('a', 'b/c') and ('a/b', 'c') must not meet.
  const bytes = createHash('sha256')
    .update(JSON.stringify([system, id]))
    .digest()
    .subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
