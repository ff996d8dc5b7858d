import type { Insertable, Kysely } from 'kysely'

import { readCodeTable } from '../../access/codes.ts'
import { maskOf } from '../../access/categories.ts'
import { sourceUuid } from '../../access/source-id.ts'
import type { Purpose } from '../../access/vocabulary.ts'
import type { Database } from '../schema.ts'
import { citywide, everyOrganisation, groups, type SampleGroup, type SampleOrganisation } from './organisations.ts'
import { staff, type SampleStaff } from './staff.ts'

/** What every sample row says of where it came from. */
export const sampleSystem = 'sample'

/** The id of a thing of the sample, the same in every installation. */
export function sampleId(kind: string, name: string | number): string {
  return sourceUuid(sampleSystem, `${kind}/${name}`)
}

export const organisationId = (of: SampleOrganisation): string => sampleId('organisation', of.ods_code)
export const groupId = (of: SampleGroup): string => sampleId('group', of.slug)
export const practitionerId = (of: SampleStaff): string => sampleId('practitioner', of.email)
export const roleId = (of: SampleStaff): string => sampleId('practitioner_role', of.email)

const day = 24 * 60 * 60 * 1000

/**
 * Writes what stands in `house`: organisations, groups, staff with accounts, memberships, agreements and the
 * code table. For an empty database.
 *
 * @param passwordHash of `samplePassword`, the same for every account
 */
export async function writeSampleHouse(db: Kysely<Database>, now: Date, passwordHash: string): Promise<void> {
  const starts_at = new Date(now.getTime() - 400 * day)
  const review_due = new Date(now.getTime() + 120 * day).toISOString().slice(0, 10)
  await db.transaction().execute(async (house) => {
    await house
      .insertInto('house.organisation')
      .values(everyOrganisation.map((of) => ({ id: organisationId(of), ...of })))
      .execute()
    await house
      .insertInto('house.care_delivery_group')
      .values(groups.map((group) => ({ id: groupId(group), name: group.name, status: 'active' })))
      .execute()
    await house.insertInto('house.place').values(places()).execute()
    await house
      .insertInto('house.group_organisation')
      .values(parts().map((part) => ({ ...part, starts_at })))
      .execute()
    await house
      .insertInto('house.practitioner')
      .values(staff.map((of) => ({ id: practitionerId(of), family_name: of.family_name, given_names: of.given_names })))
      .execute()
    await house
      .insertInto('house.practitioner_role')
      .values(staff.map((of) => roleOf(of, starts_at)))
      .execute()
    await house.insertInto('house.membership').values(memberships(starts_at, review_due)).execute()
    await house
      .insertInto('house.account')
      .values(staff.map((of) => accountOf(of, passwordHash)))
      .execute()
    await writeAgreements(house, now, starts_at)
    // The import keeps the same table up to date; whichever comes first writes it.
    await house
      .insertInto('house.code')
      .values(codes())
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

function roleOf(of: SampleStaff, starts_at: Date): Insertable<Database['house.practitioner_role']> {
  const { role } = of
  return {
    id: roleId(of),
    practitioner_id: practitionerId(of),
    organisation_id: organisationId(of.organisation),
    role,
    starts_at,
  }
}

function accountOf(of: SampleStaff, password_hash: string): Insertable<Database['house.account']> {
  return { id: sampleId('account', of.email), practitioner_id: practitionerId(of), email: of.email, password_hash }
}

function memberships(starts_at: Date, review_due: string): Insertable<Database['house.membership']>[] {
  return staff.flatMap((of) =>
    of.memberOf.map((group) => ({
      id: sampleId('membership', `${of.email}/${group.slug}`),
      group_id: groupId(group),
      practitioner_role_id: roleId(of),
      status: 'active',
      starts_at,
      review_due,
    })),
  )
}

function places(): Insertable<Database['house.place']>[] {
  const ofGroups = groups.map((group) => ({
    id: sampleId('place', group.slug),
    kind: 'group',
    group_id: groupId(group),
  }))
  const ofPractices = groups
    .flatMap((group) => group.practices)
    .map((practice) => ({
      id: sampleId('place', practice.ods_code),
      kind: 'practice',
      organisation_id: organisationId(practice),
    }))
  return [...ofGroups, ...ofPractices]
}

/** Which organisations take part in which group: its practices, and everyone who works across the city. */
function parts(): { group_id: string; organisation_id: string }[] {
  return groups.flatMap((group) =>
    [...group.practices, ...Object.values(citywide)].map((of) => ({
      group_id: groupId(group),
      organisation_id: organisationId(of),
    })),
  )
}

const forCare: readonly Purpose[] = ['direct_care', 'care_coordination', 'case_meeting', 'safeguarding', 'emergency']

async function writeAgreements(db: Kysely<Database>, now: Date, starts_at: Date): Promise<void> {
  const agreements = [
    { key: 'city', title: 'Castlemere integrated care', parties: everyOrganisation, purposes: forCare, ends_at: null },
    // What it was before the agreement that now holds.
    {
      key: 'pilot',
      title: 'Castlemere pilot',
      parties: [citywide.community, citywide.council],
      purposes: ['direct_care'] as const,
      ends_at: new Date(now.getTime() - 300 * day),
    },
  ]
  for (const { key, title, parties, purposes, ends_at } of agreements) {
    const agreement_id = sampleId('agreement', key)
    const dpia_reference = `SAMPLE-DPIA-${key}`
    await db
      .insertInto('house.sharing_agreement')
      .values({ id: agreement_id, title, dpia_reference, starts_at, ends_at })
      .execute()
    await db
      .insertInto('house.sharing_agreement_party')
      .values(parties.map((of) => ({ agreement_id, organisation_id: organisationId(of) })))
      .execute()
    const scopes = groups.flatMap((group) =>
      purposes.map((purpose) => ({ agreement_id, group_id: groupId(group), purpose })),
    )
    await db.insertInto('house.sharing_agreement_scope').values(scopes).execute()
  }
}

function codes(): Insertable<Database['house.code']>[] {
  return readCodeTable().map(({ categories, ...row }) => ({ ...row, categories: maskOf(categories) }))
}
