/** One field, quoted or plain, and what ends it: a comma, the end of the line, or the end of the text. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y

/**
 * Reads comma-separated text by RFC 4180, with LF allowed for CRLF. In: the whole text. Out: its records in order,
 * the header too, each a list of fields; an empty last line is no record. Throws a SyntaxError with the number of the
 * record when a quote stands where none may, or is never closed.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  field.lastIndex = 0
  while (field.lastIndex < text.length || record.length > 0) {
    const [, quoted, plain, end] = field.exec(text) ?? []
    if (end === undefined) throw new SyntaxError(`CSV: a quote out of place in record ${records.length + 1}`)
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}
