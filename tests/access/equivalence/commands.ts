import { randomUUID } from 'node:crypto'

import { type Selectable, sql } from 'kysely'

import type { Decision } from '../../../server/access/decision.ts'
import type { Gate } from '../../../server/access/gate.ts'
import { refreshDenials } from '../../../server/access/preferences.ts'
import type { CareTables } from '../../../server/database/schema-care.ts'
import { inTransaction } from '../../../server/database/statements.ts'
import type { Entry, Preference } from '../../reference/facts.ts'
import type { Writing } from '../../reference/writing.ts'
import type { TestDatabase } from '../../support/database.ts'
import { days } from '../../support/factories/time.ts'

/** Something to try, and how to put everything back as it was when it was done. */
export interface Attempt {
  writing: Writing
  run: (gate: Gate, decision: Decision) => Promise<string>
  undo: () => Promise<void>
}

type EntryRow = Selectable<CareTables['caseload_entry']>
type WishRow = Selectable<CareTables['sharing_preference']>

/** Every command that can be tried upon one person, as things stand. */
export async function attemptsUpon(database: TestDatabase, patientId: string, groupId: string): Promise<Attempt[]> {
  const db = database.owner.kysely
  const entries = await db.selectFrom('care.caseload_entry').selectAll().where('patient_id', '=', patientId).execute()
  const wishes = await db
    .selectFrom('care.sharing_preference')
    .selectAll()
    .where('patient_id', '=', patientId)
    .execute()
  return [
    puttingOnTheList(database, patientId, groupId),
    ...entries.flatMap((row) => changesOf(database, row)),
    ...(['deny', 'permit'] as const).map((effect) => recording(database, patientId, effect)),
    ...wishes.map((row) => withdrawing(database, row)),
  ]
}

function puttingOnTheList({ owner: { kysely: db } }: TestDatabase, patient_id: string, group_id: string): Attempt {
  const id = randomUUID()
  return {
    writing: { command: 'put_on_the_list', group: group_id },
    run: (gate, decision) =>
      gate.write(decision, {
        key: randomUUID(),
        changes: [
          {
            table: 'caseload_entry',
            op: 'insert',
            id,
            patient_id,
            set: { group_id, status: 'active', reason: 'other' },
          },
        ],
      }),
    undo: async () => {
      await db.deleteFrom('care.caseload_entry').where('id', '=', id).execute()
    },
  }
}

function changesOf({ owner: { kysely: db } }: TestDatabase, row: EntryRow): Attempt[] {
  const { id, ...stored } = row
  const entry = entryOf(row)
  const expected = { administrative: row.versions['administrative'] ?? 0 }
  const undo = async () => {
    await db.updateTable('care.caseload_entry').set(stored).where('id', '=', id).execute()
  }
  return [
    {
      writing: { command: 'change_entry', entry },
      run: (gate, decision) =>
        gate.write(decision, {
          key: randomUUID(),
          changes: [{ table: 'caseload_entry', op: 'update', id, expected, set: { review_due: '2030-01-01' } }],
        }),
      undo,
    },
    {
      writing: { command: 'confirm', entry },
      run: (gate, decision) => gate.confirm(decision, { key: randomUUID(), id, expected }),
      undo,
    },
    {
      writing: { command: 'accept', entry },
      run: (gate, decision) => gate.accept(decision, { key: randomUUID(), id, expected }),
      undo,
    },
  ]
}

function entryOf(row: EntryRow): Entry {
  return {
    group: row.group_id,
    status: row.status,
    confirmed: row.confirmed_at !== null,
    careManager: row.care_manager_role_id,
    namedBy: row.care_manager_named_by,
    accepted: row.care_manager_accepted_at !== null,
    serviceTells: [],
  }
}

/** A wish that begins long after the test, so that it changes nobody's route while the test goes on. */
function recording(database: TestDatabase, patient_id: string, effect: 'deny' | 'permit'): Attempt {
  const id = randomUUID()
  const set = {
    effect,
    what: 'contact',
    said_by: 'patient',
    attested: true,
    starts_at: days(900).toISOString(),
  } as const
  return {
    writing: { command: effect === 'deny' ? 'object' : 'permit' },
    run: (gate, decision) =>
      gate.write(decision, {
        key: randomUUID(),
        changes: [{ table: 'sharing_preference', op: 'insert', id, patient_id, set }],
      }),
    undo: async () => {
      await database.owner.kysely.deleteFrom('care.sharing_preference').where('id', '=', id).execute()
      await denialsAgain(database, patient_id)
    },
  }
}

function withdrawing(database: TestDatabase, row: WishRow): Attempt {
  const { id, versions, patient_id } = row
  const expected = { sharing_preference: versions['sharing_preference'] ?? 0 }
  return {
    writing: { command: 'withdraw', wish: wishOf(row) },
    run: (gate, decision) =>
      gate.write(decision, {
        key: randomUUID(),
        changes: [{ table: 'sharing_preference', op: 'update', id, expected, set: { withdrawn: true } }],
      }),
    undo: async () => {
      await sql`update care.sharing_preference set withdrawn_at = null, withdrawn_by = null, versions = '{}' where id = ${id}`.execute(
        database.owner.kysely,
      )
      await denialsAgain(database, patient_id)
    },
  }
}

function wishOf(row: WishRow): Preference {
  return {
    effect: row.effect === 'deny' ? 'deny' : 'permit',
    what: row.what as Preference['what'],
    kind: row.organisation_kind as Preference['kind'],
    group: row.group_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    recordedAt: row.recorded_at,
    withdrawnAt: row.withdrawn_at,
    recordedBy: row.recorded_by,
  }
}

async function denialsAgain(database: TestDatabase, patientId: string): Promise<void> {
  await inTransaction(database.owner.pool, (statements) => refreshDenials(statements, [patientId]))
}
