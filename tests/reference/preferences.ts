import type { OrganisationKind } from '../../server/access/vocabulary.ts'
import type { Preference } from './facts.ts'

/** What may be objected to: a category, the whole record, or being stratified by risk. */
export type Matter = Preference['what']

/**
 * Whether a person has objected to one matter being shared with one kind of organisation in one group, now.
 *
 * An objection counts unless the person said later that this may be shared: with something no broader than
 * what they objected to, and here. `group` is null on a route that is no group's; what a person said of one
 * group does not count there.
 */
export function objects(
  preferences: readonly Preference[],
  matter: Matter,
  kind: OrganisationKind,
  group: string | null,
  now: Date,
): boolean {
  const here = preferences.filter(
    (preference) => isInForce(preference, now) && speaksOf(preference, matter) && isMeantFor(preference, kind, group),
  )
  const permits = here.filter((preference) => preference.effect === 'permit')
  return here.some(
    (deny) =>
      deny.effect === 'deny' &&
      !permits.some((permit) => permit.recordedAt > deny.recordedAt && isNoBroaderThan(permit, deny)),
  )
}

function isInForce(preference: Preference, now: Date): boolean {
  if (preference.withdrawnAt !== null && preference.withdrawnAt <= now) return false
  return preference.startsAt <= now && (preference.endsAt === null || preference.endsAt > now)
}

/** "All" is every category, the record as a whole, and risk stratification. */
function speaksOf(preference: Preference, matter: Matter): boolean {
  return preference.what === 'all' || preference.what === matter
}

function isMeantFor(preference: Preference, kind: OrganisationKind, group: string | null): boolean {
  if (preference.kind !== null && preference.kind !== kind) return false
  return preference.group === null || preference.group === group
}

function isNoBroaderThan(permit: Preference, deny: Preference): boolean {
  const what = deny.what === 'all' || permit.what === deny.what
  const whom = deny.kind === null || permit.kind === deny.kind
  const where = deny.group === null || permit.group === deny.group
  return what && whom && where
}
