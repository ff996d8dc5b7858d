import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { sharedData } from '../support/shared-data.ts'
import { importWorld } from './world.ts'

const database = await testDatabase()
const world = await importWorld(database)

const tables = [
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
  'entry_reference',
  'caseload_entry',
]

/** A digest of everything that an import can write. */
async function state(): Promise<Record<string, string>> {
  const digests = tables.map(async (table) => {
    const all = sql`select count(*) || ' ' || coalesce(md5(string_agg(r::text, '' order by r::text)), '') as digest
      from ${sql.table(`care.${table}`)} r`
    const { rows } = await all.execute(database.owner.kysely)
    return [table, (rows[0] as { digest: string }).digest] as const
  })
  return Object.fromEntries(await Promise.all(digests))
}

describe('every real file, all at once', () => {
  it('goes in', async () => {
    const began = performance.now()
    const { tally } = await world.bring(sharedData('synthea-r4-bundles'), sharedData('bulk-ndjson-1000-patients'))
    const seconds = (performance.now() - began) / 1000
    console.log(tally.summary().join('\n'), `\n${Math.round(tally.total / seconds)} resources a second`, await state())
    expect(tally.of('refused')).toBe(0)
  })
  it('changes nothing the second time', async () => {
    const before = await state()
    const { tally } = await world.bring(sharedData('synthea-r4-bundles'), sharedData('bulk-ndjson-1000-patients'))
    expect(tally.of('taken')).toBe(0)
    expect(await state()).toEqual(before)
  })
})
