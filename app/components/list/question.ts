import { dayOf } from '../../words/dates.ts'

/** The columns that a group's list can be sorted by, as the API knows them. */
type CaseloadSort = 'family_name' | 'birth_date' | 'status' | 'review_due' | 'added_at' | 'registered_practice'

/** What the address of a list says of it. Search terms are never in it: addresses are kept in logs. */
export interface ListAddress {
  status: string
  manager: string
  review: string
  /** The column that was pressed; empty for the list's own order, which every reader may have. */
  sort: string
  direction: 'asc' | 'desc'
  after: string
}

/** Reads what an address asks of a list. */
export function readAddress(search: URLSearchParams): ListAddress {
  return {
    status: search.get('status') ?? '',
    manager: search.get('manager') ?? '',
    review: search.get('review') ?? '',
    sort: search.get('sort') ?? '',
    direction: search.get('direction') === 'desc' ? 'desc' : 'asc',
    after: search.get('after') ?? '',
  }
}

/** What was typed into the search box: the beginning of a family name, or an NHS number. */
export function readSearch(text: string | undefined): { name?: string; nhs_number?: string } {
  if (!text) return {}
  return /^[\d\s-]{4,}$/.test(text) ? { nhs_number: text } : { name: text }
}

/**
 * The question for a group's list that an address asks. What it names that no list has goes to the API as it
 * stands, which says so.
 *
 * @param mine the reader's own role, for "my patients"
 * @param now ISO 8601, from which days are counted
 */
export function caseloadQuestion(address: ListAddress, search: string | undefined, mine: string, now: string) {
  const filter = {
    ...readSearch(search),
    ...(address.status && { status: [address.status as 'active'] }),
    ...(address.manager && { care_manager: address.manager === 'mine' ? mine : address.manager }),
    ...(address.review && { review_due_by: dueBy(address.review, now) }),
  }
  return {
    filter,
    page: {
      filter,
      ...(address.sort && { sort: { by: address.sort as CaseloadSort, direction: address.direction } }),
      ...(address.after && { after: address.after }),
    },
  }
}

/** The question for a practice's list of patients. */
export function practiceQuestion(address: ListAddress, search: string | undefined) {
  const filter = readSearch(search)
  return {
    filter,
    page: {
      filter,
      ...(address.sort && { sort: { by: address.sort as 'family_name', direction: address.direction } }),
      ...(address.after && { after: address.after }),
    },
  }
}

const DAY_MS = 86_400_000

/** The last day of a stretch that the filter offers; a day written out stands for itself. */
function dueBy(review: string, now: string): string {
  const days: Record<string, number> = { overdue: -1, week: 7, month: 28 }
  const ahead = Object.hasOwn(days, review) ? days[review] : undefined
  return ahead === undefined ? review : dayOf(new Date(Date.parse(now) + ahead * DAY_MS).toISOString())
}
