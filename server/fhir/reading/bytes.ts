/** The bytes that give JSON its shape. None of them is ever part of a longer character in UTF-8. */
export const byte = {
  newline: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  tab: 0x09,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const

const mark = Buffer.from([0xef, 0xbb, 0xbf])

/** The first chunk of a file without its UTF-8 byte-order mark, which Windows programs put there. */
export function withoutByteOrderMark(chunk: Buffer): Buffer {
  return chunk.subarray(0, mark.length).equals(mark) ? chunk.subarray(mark.length) : chunk
}
