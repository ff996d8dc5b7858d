import { randomBytes, randomUUID } from 'node:crypto'

import type { Insertable, Kysely } from 'kysely'

import type { OrganisationKind, Purpose, Role } from '../../../server/access/vocabulary.ts'
import type { Database } from '../../../server/database/schema.ts'
import type { HouseTables } from '../../../server/database/schema-house.ts'
import { day, days } from './time.ts'

/**
 * One way to make each row of `house`. Each fills in what most tests don't care about, takes the rest, and
 * gives back the id. They write as the owner of the tables, so a test can lay out any state.
 */
type Given<Table extends keyof HouseTables, Needed extends keyof Insertable<HouseTables[Table]> = never> = Partial<
  Insertable<HouseTables[Table]>
> &
  Pick<Insertable<HouseTables[Table]>, Needed>

let made = 0

/** A number that no other thing of this test file has, for names that must differ. */
export function next(): number {
  made += 1
  return made
}

export async function makeOrganisation(
  db: Kysely<Database>,
  given: Given<'organisation'> & { kind: OrganisationKind },
): Promise<string> {
  const number = next()
  const row = { id: randomUUID(), ods_code: `T${number}`, name: `Organisation ${number}`, ...given }
  await db.insertInto('house.organisation').values(row).execute()
  return row.id
}

export async function makePractitioner(db: Kysely<Database>, given: Given<'practitioner'> = {}): Promise<string> {
  const row = { id: randomUUID(), family_name: `Staff${next()}`, given_names: 'Alex', ...given }
  await db.insertInto('house.practitioner').values(row).execute()
  return row.id
}

export async function makePractitionerRole(
  db: Kysely<Database>,
  given: Given<'practitioner_role', 'practitioner_id' | 'organisation_id'> & { role: Role },
): Promise<string> {
  const row = { id: randomUUID(), starts_at: days(-365), ...given }
  await db.insertInto('house.practitioner_role').values(row).execute()
  return row.id
}

export async function makeGroup(db: Kysely<Database>, given: Given<'care_delivery_group'> = {}): Promise<string> {
  const row = { id: randomUUID(), name: `Group ${next()}`, status: 'active', ...given }
  await db.insertInto('house.care_delivery_group').values(row).execute()
  return row.id
}

export async function makeGroupOrganisation(
  db: Kysely<Database>,
  given: Given<'group_organisation', 'group_id' | 'organisation_id'>,
): Promise<void> {
  await db
    .insertInto('house.group_organisation')
    .values({ starts_at: days(-365), ...given })
    .execute()
}

export async function makeMembership(
  db: Kysely<Database>,
  given: Given<'membership', 'group_id' | 'practitioner_role_id'>,
): Promise<string> {
  const row = { id: randomUUID(), status: 'active', starts_at: days(-365), review_due: day(180), ...given }
  await db.insertInto('house.membership').values(row).execute()
  return row.id
}

export async function makeAgreement(
  db: Kysely<Database>,
  given: Given<'sharing_agreement'> & {
    parties: readonly string[]
    groups: readonly string[]
    purposes: readonly Purpose[]
  },
): Promise<string> {
  const { parties, groups, purposes, ...row } = given
  const agreement = { id: randomUUID(), title: 'Agreement', dpia_reference: 'DPIA-1', starts_at: days(-365), ...row }
  const agreement_id = agreement.id
  await db.insertInto('house.sharing_agreement').values(agreement).execute()
  await db
    .insertInto('house.sharing_agreement_party')
    .values(parties.map((organisation_id) => ({ agreement_id, organisation_id })))
    .execute()
  const scopes = groups.flatMap((group_id) => purposes.map((purpose) => ({ agreement_id, group_id, purpose })))
  await db.insertInto('house.sharing_agreement_scope').values(scopes).execute()
  return agreement_id
}

/** The place of a group or of a practice. */
export async function makePlace(
  db: Kysely<Database>,
  of: { group_id: string } | { organisation_id: string },
): Promise<string> {
  const row = { id: randomUUID(), kind: 'group_id' in of ? 'group' : 'practice', ...of }
  await db.insertInto('house.place').values(row).execute()
  return row.id
}

export async function makeAccount(db: Kysely<Database>, given: Given<'account', 'practitioner_id'>): Promise<string> {
  const row = { id: randomUUID(), email: `person${next()}@example.test`, password_hash: 'no password', ...given }
  await db.insertInto('house.account').values(row).execute()
  return row.id
}

export async function makeSession(db: Kysely<Database>, given: Given<'session', 'account_id'>): Promise<string> {
  const row = {
    id: randomUUID(),
    secret_hash: randomBytes(32),
    created_at: days(0),
    last_seen_at: days(0),
    idle_ends_at: days(1),
    absolute_ends_at: days(1),
    assurance_level: 2,
    ...given,
  }
  await db.insertInto('house.session').values(row).execute()
  return row.id
}

export async function makeDeclaration(
  db: Kysely<Database>,
  given: Given<'declaration', 'route' | 'purpose'>,
): Promise<string> {
  const row = { id: randomUUID(), ends_at: days(1), ...given }
  await db.insertInto('house.declaration').values(row).execute()
  return row.id
}
