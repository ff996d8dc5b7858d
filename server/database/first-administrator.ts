import { randomUUID } from 'node:crypto'

import { type Kysely, sql } from 'kysely'

import type { OrganisationKind, Purpose, Role } from '../access/vocabulary.ts'
import { now } from './clock.ts'
import type { Database } from './schema.ts'

/** Who runs an installation first, where, and under which agreement. */
export interface FirstAdministrator {
  readonly organisation: { readonly name: string; readonly ods_code: string; readonly kind: OrganisationKind }
  readonly agreement: { readonly title: string; readonly dpia_reference: string }
  readonly group: string
  readonly practitioner: { readonly family_name: string; readonly given_names: string }
  readonly role: Role
  readonly account: { readonly email: string; readonly password_hash: string }
}

/** What the first agreement covers: the care of individuals. Anything wider is for the organisations to agree. */
const PURPOSES: readonly Purpose[] = ['direct_care', 'care_coordination', 'case_meeting', 'safeguarding', 'emergency']

/** The days until somebody must look at the first membership again. */
const REVIEW_AFTER_DAYS = 180

/** There is somebody already, who can let others in. */
export class NotEmptyError extends Error {}

/**
 * Makes the first organisation, sharing agreement, group, membership and account, in one transaction.
 *
 * @param owner a connection as the owner of the tables
 * @throws NotEmptyError when the database holds an organisation, a person or an account; nothing is changed
 */
export async function createFirstAdministrator(owner: Kysely<Database>, given: FirstAdministrator): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    // Of two that run at once, the second waits here and finds what the first one made.
    await sql`lock table house.account in exclusive mode`.execute(transaction)
    await refuseUnlessEmpty(transaction)
    const organisationId = await makeOrganisation(transaction, given)
    const groupId = await makeGroup(transaction, given, organisationId)
    await makeAgreement(transaction, given, organisationId, groupId)
    await makePerson(transaction, given, organisationId, groupId)
  })
}

async function refuseUnlessEmpty(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql`
    select from house.organisation union all select from house.practitioner union all select from house.account
    limit 1`.execute(db)
  if (rows.length > 0) {
    throw new NotEmptyError('This database is in use already. The first administrator is made on an empty one only.')
  }
}

async function makeOrganisation(db: Kysely<Database>, { organisation }: FirstAdministrator): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('house.organisation')
    .values({ id, ...organisation })
    .execute()
  if (organisation.kind === 'gp_practice') {
    await db.insertInto('house.place').values({ id: randomUUID(), kind: 'practice', organisation_id: id }).execute()
  }
  return id
}

async function makeGroup(db: Kysely<Database>, { group }: FirstAdministrator, organisationId: string): Promise<string> {
  const id = randomUUID()
  await db.insertInto('house.care_delivery_group').values({ id, name: group, status: 'active' }).execute()
  await db
    .insertInto('house.group_organisation')
    .values({ group_id: id, organisation_id: organisationId, starts_at: now })
    .execute()
  await db.insertInto('house.place').values({ id: randomUUID(), kind: 'group', group_id: id }).execute()
  return id
}

async function makeAgreement(
  db: Kysely<Database>,
  { agreement }: FirstAdministrator,
  organisationId: string,
  groupId: string,
): Promise<void> {
  const id = randomUUID()
  await db
    .insertInto('house.sharing_agreement')
    .values({ id, ...agreement, starts_at: now })
    .execute()
  await db
    .insertInto('house.sharing_agreement_party')
    .values({ agreement_id: id, organisation_id: organisationId })
    .execute()
  await db
    .insertInto('house.sharing_agreement_scope')
    .values(PURPOSES.map((purpose) => ({ agreement_id: id, group_id: groupId, purpose })))
    .execute()
}

async function makePerson(
  db: Kysely<Database>,
  { practitioner, role, account }: FirstAdministrator,
  organisationId: string,
  groupId: string,
): Promise<void> {
  const practitionerId = randomUUID()
  const roleId = randomUUID()
  await db
    .insertInto('house.practitioner')
    .values({ id: practitionerId, ...practitioner })
    .execute()
  await db
    .insertInto('house.practitioner_role')
    .values({ id: roleId, practitioner_id: practitionerId, organisation_id: organisationId, role, starts_at: now })
    .execute()
  await db
    .insertInto('house.membership')
    .values({
      id: randomUUID(),
      group_id: groupId,
      practitioner_role_id: roleId,
      status: 'active',
      starts_at: now,
      review_due: sql<string>`current_date + ${sql.lit(REVIEW_AFTER_DAYS)}`,
    })
    .execute()
  await db
    .insertInto('house.account')
    .values({ id: randomUUID(), practitioner_id: practitionerId, ...account })
    .execute()
}
