import type { Category } from '../../server/access/categories.ts'
import type { Entry, Preference, Reader, Subject } from './facts.ts'
import { letterFor, mayDeclare } from './letters.ts'
import { type Matter, objects } from './preferences.ts'

/**
 * The policy in plain words, deciding one cell at a time: slow, obvious, and sharing nothing with the gate but
 * the policy's own tables. Where the gate's SQL says otherwise, one of the two is wrong.
 */

const onTheList = ['planned', 'waitlist', 'active', 'onhold']

/** Whether the reader gets the person at all: a row in their list, a record to open. */
export function isReached(reader: Reader, subject: Subject, now: Date): boolean {
  if (!reader.holdsRole || !mayDeclare(reader.role, reader.purpose, reader.route)) return false
  if (subject.isReader) return false
  if (reader.purpose === 'safeguarding' && reader.target === null) return false
  if (reader.target !== null && reader.target !== subject.id) return false
  if (!hasRoute(reader, subject)) return false
  if (reader.purpose === 'case_finding') return !hasObjected(reader, subject, 'risk_stratification', now)
  // A practice keeps its own record, and safeguarding goes past what was asked.
  if (reader.route === 'registered_practice' || reader.purpose === 'safeguarding') return true
  return !hasObjected(reader, subject, 'all', now)
}

/** Whether the reader is shown what the person's record holds in one category. */
export function isShown(reader: Reader, subject: Subject, category: Category, now: Date): boolean {
  if (!isReached(reader, subject, now)) return false
  const letter = letterFor(reader.role, reader.purpose, reader.route, category)
  if (letter === 'W') return false
  const outside = reader.route !== 'registered_practice'
  const whereabouts = category === 'contact' || category === 'location'
  if (subject.restricted && whereabouts && (outside || reader.takesOut)) return false
  if (outside) {
    if (category !== 'identity' && !entriesReached(reader, subject).some((entry) => entry.confirmed)) return false
  }
  return letter === 'S' || !hasObjected(reader, subject, category, now)
}

/** Whether the reader is shown an entry: they need every category that it has. */
export function isEntryShown(reader: Reader, subject: Subject, categories: readonly Category[], now: Date): boolean {
  return categories.length > 0 && categories.every((category) => isShown(reader, subject, category, now))
}

/** Whether the reader is told which service a person's care manager is of. */
export function isServiceShown(reader: Reader, subject: Subject, entry: Entry, now: Date): boolean {
  return (['administrative', ...entry.serviceTells] as const).every((category) =>
    isShown(reader, subject, category, now),
  )
}

/** Whether the reader is shown what a person asked for: as they may read such things, or as who wrote it down. */
export function isWishShown(reader: Reader, subject: Subject, wish: Preference, now: Date): boolean {
  if (isShown(reader, subject, 'sharing_preference', now)) return true
  return isReached(reader, subject, now) && wish.recordedBy === reader.roleId
}

/** Whether the reader may filter and sort by a category's columns: if it can be shown to them for anybody. */
export function mayAskBy(reader: Reader, category: Category): boolean {
  return letterFor(reader.role, reader.purpose, reader.route, category) !== 'W'
}

function hasRoute(reader: Reader, subject: Subject): boolean {
  if (reader.route === 'registered_practice') return reader.practice !== null && subject.practice === reader.practice
  return entriesReached(reader, subject).length > 0
}

/** The entries by which a reader reaches a person on a group's routes. */
function entriesReached(reader: Reader, subject: Subject): Subject['entries'] {
  if (!reader.hasAgreement || !reader.groupIsActive) return []
  const current = subject.entries.filter((entry) => entry.group === reader.group && onTheList.includes(entry.status))
  if (reader.route === 'group_caseload') return reader.isMember && reader.organisationTakesPart ? current : []
  // Nobody makes their own route: naming oneself opens nothing.
  return current.filter(
    (entry) => entry.careManager === reader.roleId && entry.accepted && entry.namedBy !== reader.roleId,
  )
}

/** Somebody with two hats is bound by what was asked of either. */
function hasObjected(reader: Reader, subject: Subject, matter: Matter, now: Date): boolean {
  return reader.kinds.some((kind) => objects(subject.preferences, matter, kind, reader.group, now))
}
