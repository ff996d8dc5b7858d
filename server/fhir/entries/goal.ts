import { read } from '../schema/complaints.ts'
import { goalSchema } from '../schema/entries.ts'
import { dayOf, type EntryReader, recordStatus } from './entry.ts'

/** Reads a Goal. Most say what they are for in words alone, and take the categories of the plans that refer to them. */
export const readGoal: EntryReader = (resource, codes) => {
  const result = read(goalSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  const coded = it.description.coding.length > 0
  return {
    ok: true,
    value: {
      resource: it,
      table: 'goal',
      subject: it.subject,
      own: coded ? codes.ofCodes(it.description.coding) : 0,
      refersTo: it.addresses,
      fromPlans: !coded,
      rows: (base) => ({
        goal: [
          {
            ...base,
            record_status: recordStatus(it.lifecycleStatus),
            description: it.description.text ?? null,
            status: it.lifecycleStatus,
            achievement: it.achievementStatus ?? null,
            starts_on: dayOf(it.startDate),
            due_on: dayOf(it.target.find(({ dueDate }) => dueDate !== undefined)?.dueDate),
          },
        ],
      }),
    },
  }
}
