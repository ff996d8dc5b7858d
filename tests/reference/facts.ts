import type { Category } from '../../server/access/categories.ts'
import type { OrganisationKind, Purpose, Role, Route } from '../../server/access/vocabulary.ts'

/** Whoever asks, and what holds of them at this moment. */
export interface Reader {
  roleId: string
  role: Role
  purpose: Purpose
  route: Route
  /** The kinds of every organisation they work for now. */
  kinds: readonly OrganisationKind[]
  /** Whether they still hold the role they act in. */
  holdsRole: boolean
  /** The practice they said they are here for; null on a group's routes. */
  practice: string | null
  /** The group they said they are here for; null on a practice's routes. */
  group: string | null
  /** Whether they are, in this role, an active member of that group. */
  isMember: boolean
  groupIsActive: boolean
  /** Whether their organisation is part of that group. */
  organisationTakesPart: boolean
  /** Whether an agreement in force lets their organisation into that group for this purpose. */
  hasAgreement: boolean
  /** The one person they said they are here for; null for all of the place. */
  target: string | null
  /** Whether what they get leaves the product, as a file does. */
  takesOut?: boolean
}

export interface Entry {
  group: string
  status: string
  confirmed: boolean
  careManager: string | null
  /** Who named them. */
  namedBy: string | null
  accepted: boolean
  /** What the care manager's service tells of the person. */
  serviceTells: readonly Category[]
}

/** What a person asked for, as it was written down. */
export interface Preference {
  effect: 'permit' | 'deny'
  what: 'all' | 'risk_stratification' | Category
  /** null for any kind */
  kind: OrganisationKind | null
  /** null for any group */
  group: string | null
  startsAt: Date
  endsAt: Date | null
  recordedAt: Date
  withdrawnAt: Date | null
  /** The role of whoever wrote it down. */
  recordedBy: string
}

/** The person that is asked about. */
export interface Subject {
  id: string
  practice: string | null
  /** The S-flag. */
  restricted: boolean
  /** Whether this is the reader's own record. */
  isReader: boolean
  entries: readonly Entry[]
  preferences: readonly Preference[]
}
