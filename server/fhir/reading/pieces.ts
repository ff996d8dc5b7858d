import { createReadStream } from 'node:fs'

import { withoutByteOrderMark } from './bytes.ts'
import { DocumentScanner } from './document-scanner.ts'
import { LineScanner } from './line-scanner.ts'
import { type Limits, type Piece, limits } from './piece.ts'

/** Large enough that reading is not the slow part; never more than this and one resource is held. */
const CHUNK_BYTES = 256 * 1024

/**
 * Reads a file piece by piece in bounded memory: `.ndjson` and `.jsonl` line by line, anything else as JSON documents.
 *
 * @param limit how much one resource may be
 * @throws the error of the file system when the file cannot be read
 */
export async function* piecesOf(file: string, limit: Limits = limits): AsyncGenerator<Piece> {
  const scanner = /\.(ndjson|jsonl)$/i.test(file) ? new LineScanner(limit) : new DocumentScanner(limit)
  let first = true
  let empty = true
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    const pieces = scanner.push(first ? withoutByteOrderMark(chunk) : chunk)
    first = false
    if (pieces.length > 0) empty = false
    yield* pieces
  }
  const last = scanner.end()
  yield* last
  if (empty && last.length === 0) yield { kind: 'broken', line: 1, entry: undefined, why: 'holds no resource' }
}
