import type { Insertable } from 'kysely'
import type { Pool } from 'pg'
import { sql } from 'kysely'
import type { CareTables } from '../database/schema-care.ts'
import { type Statements, inTransaction } from '../database/statements.ts'
import { announceBrought } from './announce-brought.ts'
import { arm } from './arm.ts'
import { policyVersion } from './catalogue/catalogue.ts'
import { columns, entryTables } from './columns.ts'
import type { SystemDecision } from './decision.ts'
import { numberHash } from './match-key.ts'
import { refreshDenials } from './preferences.ts'
import { compile } from './sql/compiler.ts'
import { serviceTells } from './sql/service-tells.ts'

/** Tables that records are brought into, in the order in which they rest on each other. */
const order = [
  'patient',
  'patient_name',
  'patient_address',
  'patient_telecom',
  'communication_need',
  'related_person',
  'condition',
  'medicine',
  'allergy',
  'procedure',
  'encounter',
  'care_plan',
  'care_plan_activity',
  'goal',
  'information_note',
  'entry_reference',
  'caseload_entry',
  'sharing_preference',
] as const satisfies readonly (keyof CareTables)[]

/** A table that records can be brought into. */
export type BroughtTable = (typeof order)[number]

type Times<Row> = { [Column in keyof Row]: Row[Column] | (Extract<Row[Column], Date> extends never ? never : string) }

/** What no file says of a row. */
type KeptByTheDatabase<Table> =
  | ('objected' | 'versions' | 'nhs_number_hash' | 'care_manager_reveals' | 'places')
  | (Table extends 'caseload_entry' ? 'family_name' : never)

/** A row as it is brought: times may be ISO 8601 text. All rows of one call and table name the same columns. */
export type BroughtRow<Table extends BroughtTable> = Times<
  Omit<Insertable<CareTables[Table]>, KeptByTheDatabase<Table>>
>

export type Brought = { [Table in BroughtTable]?: readonly BroughtRow<Table>[] }

/** What became of each row, by id; of references, which have none, nothing is said. */
export interface Received {
  taken: Set<string>
  alreadyHere: Set<string>
  /** The patient is not here, has died, or is too young for a caseload. */
  refused: Set<string>
}

/**
 * What comes with a person or not at all. Two files are never mixed; and whoever brings in a person who is here
 * already, under another practice it may be, has no say in which lists they are on.
 */
const withThePerson: readonly BroughtTable[] = [
  'patient_name',
  'patient_address',
  'patient_telecom',
  'communication_need',
  'caseload_entry',
]

/** The default caseload is adult (domain.md, rule 9). */
const adultYears = 18

/**
 * Brings records in, all in one transaction: what is here already (by source system and id) stays as it is, so
 * that the same records brought twice change nothing, and a wish that was recorded is never loosened.
 */
export async function bring(
  pool: Pool,
  matchKey: Buffer,
  decision: SystemDecision,
  brought: Brought,
): Promise<Received> {
  const received: Received = { taken: new Set(), alreadyHere: new Set(), refused: new Set() }
  return inTransaction(pool, async (statements) => {
    await arm(statements, decision)
    await lockPatients(statements, brought)
    for (const table of order) {
      const rows = (brought[table] ?? []) as readonly Record<string, unknown>[]
      if (rows.length > 0) await insert(statements, table, rows, received)
    }
    await hashNumbers(statements, matchKey, brought, received)
    await addReferredCategories(statements, brought, received)
    await revealCareManagers(statements, brought, received)
    const wishes = (brought.sharing_preference ?? []).filter(({ id }) => received.taken.has(id))
    await refreshDenials(statements, [...new Set(wishes.map(({ patient_id }) => patient_id))])
    await record(statements, decision, brought, received)
    await announceBrought(statements, brought, received.taken)
    return received
  })
}

function patientIdOf(row: Record<string, unknown>, table: BroughtTable): string {
  return String(table === 'patient' ? row['id'] : row['patient_id'])
}

function patientIdsOf(brought: Brought): string[] {
  const ids = order.flatMap((table) =>
    ((brought[table] ?? []) as readonly Record<string, unknown>[]).map((row) => patientIdOf(row, table)),
  )
  return [...new Set(ids)].sort()
}

async function lockPatients(statements: Statements, brought: Brought): Promise<void> {
  await statements.run(
    compile(sql`select id from care.patient where id = any(${patientIdsOf(brought)}) order by id for no key update`),
  )
}

async function insert(
  statements: Statements,
  table: BroughtTable,
  rows: readonly Record<string, unknown>[],
  received: Received,
): Promise<void> {
  const known = columns[table].columns
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort()
  const unknown = names.find((name) => !Object.hasOwn(known, name))
  if (unknown !== undefined) throw new Error(`There is no column ${table}.${unknown} to bring anything into.`)
  const list = sql.join(names.map((name) => sql.id(name)))
  const given = sql`jsonb_populate_recordset(null::${sql.table(`care.${table}`)}, ${JSON.stringify(rows)}::jsonb) given`
  const patientId = table === 'patient' ? sql`given.id` : sql`given.patient_id`
  const present = table === 'patient' ? sql`true` : sql`exists (select from care.patient p where p.id = ${patientId})`
  const fit =
    table === 'caseload_entry'
      ? sql`${present} and (given.status in ('finished', 'cancelled') or exists (
          select from care.patient p where p.id = given.patient_id and not p.deceased
            and (p.birth_date is null or p.birth_date <= current_date - make_interval(years => ${adultYears}))))`
      : present
  const hereBefore = withThePerson.includes(table) ? [...received.alreadyHere] : []
  const key = table === 'entry_reference' ? sql`from_id` : sql`id`
  const found = await statements.run<{ id: string; taken: boolean; fits: boolean }>(
    compile(sql`with inserted as (
        insert into ${sql.table(`care.${table}`)} (${list}) select ${list} from ${given}
        where ${fit} and ${patientId} <> all(${hereBefore}::uuid[])
        on conflict do nothing returning ${key} as id)
      select given.${key} as id, exists (select from inserted where inserted.id = given.${key}) as taken, ${fit} as fits
      from ${given}`),
  )
  if (table === 'entry_reference') return
  for (const { id, taken, fits } of found) received[taken ? 'taken' : fits ? 'alreadyHere' : 'refused'].add(id)
}

async function hashNumbers(
  statements: Statements,
  matchKey: Buffer,
  brought: Brought,
  received: Received,
): Promise<void> {
  const hashes = (brought.patient ?? [])
    .filter(({ id, nhs_number }) => nhs_number && received.taken.has(id))
    .map(({ id, nhs_number }) => ({ id, hash: numberHash(matchKey, nhs_number ?? '').toString('hex') }))
  if (hashes.length === 0) return
  await statements.run(
    compile(sql`
      update care.patient p set nhs_number_hash = decode(given.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(hashes)}::jsonb) as given(id uuid, hash text) where p.id = given.id`),
  )
}

/** An entry's reader needs the categories of what it refers to as well, wherever that came from. */
async function addReferredCategories(statements: Statements, brought: Brought, received: Received): Promise<void> {
  const references = (brought.entry_reference ?? []).filter(
    ({ from_id, to_id }) => to_id && received.taken.has(from_id),
  )
  const pairs = new Map(
    references.map(({ from_table, to_table }) => [`${from_table} ${to_table ?? ''}`, { from_table, to_table }]),
  )
  for (const { from_table, to_table } of pairs.values()) {
    const known = (table: string | null | undefined) => entryTables.some((one) => one === table)
    if (!known(from_table) || !known(to_table)) continue
    const ids = references
      .filter((one) => one.from_table === from_table && one.to_table === to_table)
      .map(({ from_id }) => from_id)
    await statements.run(
      compile(sql`
        update ${sql.table(`care.${from_table}`)} x set categories = x.categories | referred.mask
        from (select r.from_id, bit_or(t.categories) as mask
          from care.entry_reference r join ${sql.table(`care.${to_table ?? ''}`)} t on t.id = r.to_id and t.patient_id = r.patient_id
          where r.from_id = any(${ids}) and r.to_table = ${to_table} group by r.from_id) referred
        where x.id = referred.from_id`),
    )
  }
}

async function revealCareManagers(statements: Statements, brought: Brought, received: Received): Promise<void> {
  const ids = (brought.caseload_entry ?? []).map(({ id }) => id).filter((id) => received.taken.has(id))
  if (ids.length === 0) return
  await statements.run(
    compile(sql`
      update care.caseload_entry e
      set care_manager_reveals = ${serviceTells}
      from house.practitioner_role r join house.organisation o on o.id = r.organisation_id
      where r.id = e.care_manager_role_id and e.id = any(${ids})`),
  )
}

async function record(
  statements: Statements,
  decision: SystemDecision,
  brought: Brought,
  received: Received,
): Promise<void> {
  await statements.run(
    compile(sql`
      insert into care.audit_event (kind, outcome, system_actor, declaration_id, view, patient_ids, row_ids, policy_version)
      values ('imported', ${received.taken.size > 0 ? 'done' : 'empty'}, ${decision.systemActor}, ${decision.declarationId},
        'bring', ${patientIdsOf(brought)}, ${[...received.taken]}, ${policyVersion})`),
  )
}
