import type { Category } from '../../server/access/categories.ts'
import type { Purpose } from '../../server/access/vocabulary.ts'
import type { Entry, Preference, Reader, Subject } from './facts.ts'
import { isReached, isShown } from './reading.ts'

/** What somebody may try to write about a person. */
export type Writing =
  | { command: 'put_on_the_list'; group: string }
  | { command: 'change_entry'; entry: Entry }
  | { command: 'confirm'; entry: Entry }
  | { command: 'accept'; entry: Entry }
  | { command: 'object' }
  | { command: 'permit' }
  | { command: 'withdraw'; wish: Preference }

const onTheList = ['planned', 'waitlist', 'active', 'onhold']

/** Purposes for which people are cared for together. */
const together: readonly Purpose[] = ['direct_care', 'care_coordination', 'case_meeting']
/** Purposes for which a practice keeps the lists that its patients are on. */
const keeping: readonly Purpose[] = ['direct_care', 'patient_administration']

/** Whether a write is carried out, given in time and well-formed. Refused says nothing of why. */
export function mayWrite(reader: Reader, subject: Subject, writing: Writing, now: Date): boolean {
  if (!isReached(reader, subject, now)) return false
  const reads = (category: Category) => isShown(reader, subject, category, now)
  const isPractice = reader.route === 'registered_practice'
  switch (writing.command) {
    // Members of the registered practice put people on a list; who is on it already can't be put there again.
    case 'put_on_the_list':
      return isPractice && keeping.includes(reader.purpose) && reads('administrative') && !isOn(subject, writing.group)
    case 'confirm':
      return (
        isPractice &&
        keeping.includes(reader.purpose) &&
        reads('administrative') &&
        writing.entry.status === 'planned' &&
        !writing.entry.confirmed
      )
    // The group works on its own list. What nobody has confirmed is not open to be changed.
    case 'change_entry':
      return isGroupsOwn(reader, writing.entry) && reads('administrative')
    case 'accept':
      return (
        isGroupsOwn(reader, writing.entry) &&
        reads('administrative') &&
        writing.entry.careManager === reader.roleId &&
        !writing.entry.accepted
      )
    // Whoever has spoken with the person writes down what they don't want; looking for cases is not speaking.
    case 'object':
      return reader.purpose !== 'case_finding'
    // What loosens needs the practice, and to see what it loosens.
    case 'permit':
      return isPractice && reads('sharing_preference')
    case 'withdraw':
      if (writing.wish.withdrawnAt !== null) return false
      return reads('sharing_preference') || (writing.wish.recordedBy === reader.roleId && mayWithdrawOwn(reader))
  }
}

function isOn(subject: Subject, group: string): boolean {
  return subject.entries.some((entry) => entry.group === group && onTheList.includes(entry.status))
}

function isGroupsOwn(reader: Reader, entry: Entry): boolean {
  if (reader.route !== 'group_caseload' || !together.includes(reader.purpose)) return false
  return entry.group === reader.group && onTheList.includes(entry.status)
}

/** Safeguarding goes past what people asked; it is no time to take it back. */
function mayWithdrawOwn(reader: Reader): boolean {
  return reader.purpose !== 'case_finding' && reader.purpose !== 'safeguarding'
}
