import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'

import type { OrganisationKind } from '../access/vocabulary.ts'
import type { Database } from '../database/schema.ts'
import { type OdsOrganisation, readOdsFile } from './rows.ts'

/** What became of one organisation of a file. */
export interface OdsOutcome {
  line: number
  odsCode: string
  outcome: 'added' | 'changed' | 'unchanged' | 'refused'
  /** Why it was refused. */
  why?: string
}

/** One that is new here, and its kind. */
type Added = OdsOrganisation & { is: string }

type Known = Awaited<ReturnType<typeof known>>

/** Rows of one statement. */
const BATCH = 500

/**
 * Takes a file of organisations in: new ones are added, known ones changed, all by ODS code and in one transaction.
 * Read again, it changes nothing. Practices at work get their place; what is closed or dormant is kept with its days.
 *
 * @param text the file
 * @param kind what organisations are whose kind the file does not tell, as it is with trusts
 * @throws Error when it is no file of organisations; nothing was changed then
 */
export async function importOrganisations(
  house: Kysely<Database>,
  text: string,
  kind: OrganisationKind | undefined,
): Promise<OdsOutcome[]> {
  const { organisations, refused } = readOdsFile(text)
  const outcomes: OdsOutcome[] = refused.map((row) => ({ ...row, outcome: 'refused' }))
  await house.transaction().execute(async (within) => {
    const here = await known(within)
    const added: Added[] = []
    for (const organisation of organisations) {
      const { line, odsCode } = organisation
      const before = here.get(odsCode)
      const is = organisation.kind ?? before?.kind ?? kind
      if (is === undefined) {
        outcomes.push({ line, odsCode, outcome: 'refused', why: 'the file does not tell its kind: say it with --kind' })
      } else if (!before) {
        added.push({ ...organisation, is })
        outcomes.push({ line, odsCode, outcome: 'added' })
      } else if (before.kind !== is) {
        outcomes.push({ line, odsCode, outcome: 'refused', why: `it is a ${before.kind} here and a ${is} in the file` })
      } else {
        const changed = await change(within, before, organisation)
        outcomes.push({ line, odsCode, outcome: changed ? 'changed' : 'unchanged' })
      }
    }
    for (let at = 0; at < added.length; at += BATCH) await add(within, added.slice(at, at + BATCH))
    await openPlaces(within)
  })
  return outcomes.toSorted((one, other) => one.line - other.line)
}

async function known(house: Kysely<Database>) {
  const rows = await house
    .selectFrom('house.organisation')
    .select(['id', 'ods_code', 'name', 'kind', 'status', 'opened_on', 'closed_on'])
    .execute()
  return new Map(rows.map((row) => [row.ods_code, row]))
}

/** Names are published in capitals: one that differs by nothing else stays as somebody wrote it. */
async function change(
  house: Kysely<Database>,
  before: NonNullable<ReturnType<Known['get']>>,
  said: OdsOrganisation,
): Promise<boolean> {
  const name = before.name.toUpperCase() === said.name.toUpperCase() ? before.name : said.name
  const now = { name, status: said.status, opened_on: said.openedOn, closed_on: said.closedOn }
  const same = (Object.keys(now) as (keyof typeof now)[]).every((column) => now[column] === before[column])
  if (same) return false
  await house.updateTable('house.organisation').set(now).where('id', '=', before.id).execute()
  return true
}

async function add(house: Kysely<Database>, organisations: readonly Added[]): Promise<void> {
  const rows = organisations.map(({ odsCode, name, is, status, openedOn, closedOn }) => ({
    id: randomUUID(),
    ods_code: odsCode,
    name,
    kind: is,
    status,
    opened_on: openedOn,
    closed_on: closedOn,
  }))
  await house.insertInto('house.organisation').values(rows).execute()
}

/** A practice at work is a place that its staff open; one that opens again keeps the place that it had. */
async function openPlaces(house: Kysely<Database>): Promise<void> {
  const without = await house
    .selectFrom('house.organisation as o')
    .select('o.id')
    .where('o.kind', '=', 'gp_practice')
    .where('o.status', '=', 'active')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('house.place as p').whereRef('p.organisation_id', '=', 'o.id').select('p.id'))),
    )
    .execute()
  for (let at = 0; at < without.length; at += BATCH) {
    const places = without
      .slice(at, at + BATCH)
      .map(({ id }) => ({ id: randomUUID(), kind: 'practice' as const, organisation_id: id }))
    await house.insertInto('house.place').values(places).execute()
  }
}
