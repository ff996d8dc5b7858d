import type { Kysely } from 'kysely'

import type { Gate } from '../../access/gate.ts'
import type { Database } from '../schema.ts'
import { sampleCare } from './care.ts'
import { organisationId, sampleSystem, writeSampleHouse } from './house.ts'
import { citywide } from './organisations.ts'
import { samplePassword } from './sign-ins.ts'

/** What loading the sample needs. */
export interface SampleLoading {
  /** The owner's connection: the program's role may not write the code table. */
  readonly owner: Kysely<Database>
  /** Patients go through the gate, like any import. */
  readonly gate: Pick<Gate, 'decideAs' | 'bring'>
  readonly hashPassword: (password: string) => Promise<string>
}

/**
 * Fills an empty database with the sample; leaves alone one that holds anything else. Stopped in the middle, it
 * goes on at the next start.
 *
 * @param now what every date of the sample is counted from
 * @returns whether it wrote anything
 */
export async function loadSampleData({ owner, gate, hashPassword }: SampleLoading, now = new Date()): Promise<boolean> {
  const house = await houseOf(owner)
  if (house === 'somebody else’s' || (house === 'sample' && (await hasSamplePatients(owner)))) return false
  if (house === 'empty') await writeSampleHouse(owner, now, await hashPassword(samplePassword))
  await gate.bring(await gate.decideAs('import'), sampleCare({ now }))
  return true
}

async function houseOf(owner: Kysely<Database>): Promise<'empty' | 'sample' | 'somebody else’s'> {
  const known = await owner.selectFrom('house.organisation').select('id').execute()
  if (known.length === 0) return 'empty'
  const ours = organisationId(citywide.community)
  return known.some(({ id }) => id === ours) ? 'sample' : 'somebody else’s'
}

async function hasSamplePatients(owner: Kysely<Database>): Promise<boolean> {
  const found = await owner
    .selectFrom('care.patient')
    .select('id')
    .where('source_system', '=', sampleSystem)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
