import { type Mask, bitOf, categories, riskStratification, wholeRecord } from './categories.ts'
import { type OrganisationKind, organisationKinds } from './vocabulary.ts'

/** One wish of a person, as it was recorded. Times are milliseconds since 1970. */
export interface Preference {
  effect: 'permit' | 'deny'
  /** A category, `risk_stratification`, or `all`. */
  what: string
  /** null: any */
  organisation_kind: string | null
  /** null: any */
  group_id: string | null
  starts_at: number
  /** null: without end */
  ends_at: number | null
  recorded_at: number
}

/** What the wishes of a person come to for one kind of organisation, in some groups, for a time. */
export interface Denial {
  organisation_kind: OrganisationKind
  /** null: wherever no other row of this kind and time names the group */
  only_group_id: string | null
  except_group_ids: string[]
  denied: Mask
  starts_at: number
  ends_at: number | null
}

const subjects: readonly [what: string, bit: Mask][] = [
  ...categories.map((category): [string, Mask] => [category, bitOf(category)]),
  ['risk_stratification', riskStratification],
  ['all', wholeRecord],
]

/** Whether a preference speaks of this subject: one that speaks of all speaks of each. */
function speaksOf(preference: Preference, what: string): boolean {
  return preference.what === 'all' || preference.what === what
}

/** Whether a permit is as narrow as a deny, or narrower, in what, for whom and where. */
function within(permit: Preference, deny: Preference): boolean {
  return (
    (deny.what === 'all' || permit.what === deny.what) &&
    (deny.organisation_kind === null || permit.organisation_kind === deny.organisation_kind) &&
    (deny.group_id === null || permit.group_id === deny.group_id)
  )
}

/** The mask of what is denied at one place and moment: each deny counts unless a later, narrower permit excepts. */
function deniedAt(preferences: readonly Preference[], kind: string, group: string | null, at: number): Mask {
  const here = preferences.filter(
    (one) =>
      (one.organisation_kind === null || one.organisation_kind === kind) &&
      (one.group_id === null || one.group_id === group) &&
      one.starts_at <= at &&
      (one.ends_at === null || one.ends_at > at),
  )
  let mask = 0
  for (const [what, bit] of subjects) {
    const denied = here.some(
      (deny) =>
        deny.effect === 'deny' &&
        speaksOf(deny, what) &&
        !here.some(
          (permit) =>
            permit.effect === 'permit' &&
            permit.recorded_at > deny.recorded_at &&
            speaksOf(permit, what) &&
            within(permit, deny),
        ),
    )
    if (denied) mask |= bit
  }
  return mask
}

/**
 * Works out, from all the preferences of a person that stand, what is denied to whom, where and when
 * (domain.md, Sharing preference: a later permit excepts from a broader deny and never turns withhold into
 * show). The gate keeps the result beside the preferences, so that a read looks up a mask and decides nothing.
 */
export function denialsOf(preferences: readonly Preference[]): Denial[] {
  const starts = preferences.flatMap((one) => (one.ends_at === null ? [one.starts_at] : [one.starts_at, one.ends_at]))
  const moments = [...new Set(starts)].sort((one, other) => one - other)
  const groups = [...new Set(preferences.flatMap(({ group_id }) => (group_id === null ? [] : [group_id])))]
  return moments.flatMap((starts_at, index) => {
    const ends_at = moments[index + 1] ?? null
    return organisationKinds.flatMap((organisation_kind) => {
      const elsewhere = deniedAt(preferences, organisation_kind, null, starts_at)
      const apart = groups
        .map((group) => ({ group, denied: deniedAt(preferences, organisation_kind, group, starts_at) }))
        .filter(({ denied }) => denied !== elsewhere)
      const rows: Denial[] = apart.map(({ group, denied }) => ({
        organisation_kind,
        only_group_id: group,
        except_group_ids: [],
        denied,
        starts_at,
        ends_at,
      }))
      rows.push({
        organisation_kind,
        only_group_id: null,
        except_group_ids: apart.map(({ group }) => group),
        denied: elsewhere,
        starts_at,
        ends_at,
      })
      return rows.filter(({ denied }) => denied !== 0)
    })
  })
}
