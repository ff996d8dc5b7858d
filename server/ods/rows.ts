import { parse } from 'csv-parse/sync'

import type { OrganisationKind } from '../access/vocabulary.ts'

/** What the Organisation Data Service says of whether an organisation is at work. */
export type OrganisationStatus = 'active' | 'proposed' | 'dormant' | 'closed'

/** One organisation as a file has it. Days are YYYY-MM-DD. */
export interface OdsOrganisation {
  line: number
  odsCode: string
  name: string
  /** Where the file tells it, which files of trusts do not. */
  kind: OrganisationKind | undefined
  status: OrganisationStatus
  openedOn: string | null
  closedOn: string | null
}

/** A row that cannot be taken, and why. */
export interface RefusedRow {
  line: number
  odsCode: string
  why: string
}

/** Columns of the files as published, which have no header row (ODS, epraccur and etr: 27 columns). */
const PUBLISHED = 27
const COLUMNS = {
  'Organisation Code': 0,
  Name: 1,
  'Open Date': 10,
  'Close Date': 11,
  'Status Code': 12,
  'Prescribing Setting': 25,
} as const
type Column = keyof typeof COLUMNS

/** Columns without which a file with a header row is of no use. */
const NEEDED: readonly Column[] = ['Organisation Code', 'Name', 'Open Date']

/** Status codes of the Organisation Data Service. */
const STATUSES: Readonly<Record<string, OrganisationStatus>> = {
  A: 'active',
  P: 'proposed',
  D: 'dormant',
  C: 'closed',
}

/** Prescribing settings of the Organisation Data Service that are a kind of organisation here (epraccur, column 26). */
const KINDS: Readonly<Record<string, OrganisationKind>> = {
  '4': 'gp_practice',
  '9': 'community_provider',
  '13': 'hospice',
}

/**
 * Reads a file of the Organisation Data Service, as published or with a header row. A row that does not fit is refused
 * by itself.
 *
 * @param text the file, with or without a byte order mark, with any kind of line end
 * @throws Error when it is no such file at all
 */
export function readOdsFile(text: string): { organisations: OdsOrganisation[]; refused: RefusedRow[] } {
  const lines = recordsOf(text)
  const [first] = lines
  if (!first) throw new Error('The file is empty. Give a file of organisations of the Organisation Data Service.')
  const header = first.record[COLUMNS['Organisation Code']]?.trim() === 'Organisation Code' ? first.record : undefined
  const missing = header ? NEEDED.filter((name) => !header.includes(name)) : []
  if (missing.length > 0)
    throw new Error(`The header row lacks ${missing.join(', ')}. Give the file as it was published.`)

  const organisations: OdsOrganisation[] = []
  const refused: RefusedRow[] = []
  const seen = new Map<string, number>()
  for (const { record, line } of header ? lines.slice(1) : lines) {
    const cell = (name: Column) => (record[header ? header.indexOf(name) : COLUMNS[name]] ?? '').trim()
    const odsCode = cell('Organisation Code').toUpperCase()
    const why = whyNot(record, header?.length ?? PUBLISHED, seen.get(odsCode), cell)
    if (why !== undefined) {
      refused.push({ line, odsCode, why })
      continue
    }
    seen.set(odsCode, line)
    organisations.push({
      line,
      odsCode,
      name: cell('Name'),
      kind: KINDS[cell('Prescribing Setting')],
      status: STATUSES[cell('Status Code')] ?? 'active',
      openedOn: dayOf(cell('Open Date')),
      closedOn: dayOf(cell('Close Date')),
    })
  }
  return { organisations, refused }
}

function recordsOf(text: string): { record: string[]; line: number }[] {
  try {
    const found = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, info: true })
    return (found as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }))
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(`The file is no CSV: ${words}. Fetch it again.`, { cause: error })
  }
}

/** Why a row cannot be taken, in words for whoever runs the import; nothing when it can. */
function whyNot(
  record: readonly string[],
  width: number,
  earlier: number | undefined,
  cell: (name: Column) => string,
): string | undefined {
  if (record.length !== width) return `it has ${record.length} columns where ${width} belong`
  if (!/^[A-Z0-9]{1,9}$/i.test(cell('Organisation Code'))) return 'its code is not 1 to 9 letters and digits'
  if (earlier !== undefined) return `its code stands in line ${earlier} already`
  if (cell('Name') === '') return 'it has no name'
  for (const name of ['Open Date', 'Close Date'] as const) {
    if (cell(name) !== '' && dayOf(cell(name)) === null) return `its ${name.toLowerCase()} ${cell(name)} is no day`
  }
  const status = cell('Status Code')
  if (status !== '' && !Object.hasOwn(STATUSES, status)) return `its status ${status} is none of A, C, D and P`
  if (status === 'C' && cell('Close Date') === '') return 'it is closed and has no close date'
  const setting = cell('Prescribing Setting')
  if (setting !== '' && !Object.hasOwn(KINDS, setting))
    return `its prescribing setting ${setting} is no kind of organisation that shares here`
  return undefined
}

/** A day of the files (20190731) as YYYY-MM-DD; null for none and for what is no day. */
function dayOf(text: string): string | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const written = `${year}-${month}-${day}`
  const read = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(written) ? written : null
}
