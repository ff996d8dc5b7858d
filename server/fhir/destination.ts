import type { Kysely } from 'kysely'

import type { Database } from '../database/schema.ts'
import type { Caseload } from './people/caseload.ts'

/** Where an import goes, as the person who asked for it named it. */
export interface Named {
  readonly group: string
  /** ODS code, in capitals. */
  readonly practice: string
}

const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

/**
 * Finds the group and the practice by name, with the database's clock, since that decides who is of age.
 *
 * @throws Error in plain words when either is not there, or the practice is no practice
 */
export async function findCaseload(house: Kysely<Database>, named: Named): Promise<Caseload> {
  const group = await house
    .selectFrom('house.care_delivery_group')
    .select('id')
    .where('name', '=', named.group)
    .executeTakeFirst()
  if (!group) throw new Error(`There is no group called ${named.group}.`)

  const practice = await house
    .selectFrom('house.organisation')
    .select(['id', 'kind'])
    .where('ods_code', '=', named.practice)
    .executeTakeFirst()
  if (practice?.kind !== 'gp_practice') throw new Error(`There is no GP practice with the ODS code ${named.practice}.`)

  const { now } = await house.selectNoFrom(({ fn }) => fn<Date>('clock_timestamp').as('now')).executeTakeFirstOrThrow()
  return {
    groupId: group.id,
    practice: { id: practice.id, odsCode: named.practice },
    now: now.toISOString(),
    today: londonDay.format(now),
  }
}

/** The ids of all GP practices, by ODS code. */
export async function findPractices(house: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const practices = await house
    .selectFrom('house.organisation')
    .select(['id', 'ods_code'])
    .where('kind', '=', 'gp_practice')
    .execute()
  return new Map(practices.map(({ id, ods_code }) => [ods_code, id]))
}
