import { sourceUuid } from '../../access/source-id.ts'
import { type CodeMasks, UNCLASSIFIED } from '../links/meaning.ts'
import { read } from '../schema/complaints.ts'
import type { Reference } from '../schema/datatypes.ts'
import { type CarePlanResource, carePlanSchema } from '../schema/entries.ts'
import { dayOf, type EntryBase, type EntryReader, keptCode, recordStatus } from './entry.ts'

/** Reads a CarePlan, by its category, and its coded activities. */
export const readCarePlan: EntryReader = (resource, codes) => {
  const result = read(carePlanSchema, resource)
  if (!result.ok) return result
  const { value: it } = result
  return {
    ok: true,
    value: {
      resource: it,
      table: 'care_plan',
      subject: it.subject,
      own: it.category.length > 0 ? codes.ofReasons(it.category) : UNCLASSIFIED,
      refersTo: [...it.addresses, ...it.goal, ...it.partOf, ...it.basedOn, ...reasonsOfActivities(it)],
      goals: it.goal,
      rows: (base) => ({
        care_plan: [
          {
            ...base,
            ...keptCode(codes, it.category[0]),
            record_status: recordStatus(it.status),
            status: it.status,
            starts_on: dayOf(it.period?.start),
            ends_on: dayOf(it.period?.end),
          },
        ],
        care_plan_activity: activities(it, base, codes),
      }),
    },
  }
}

function reasonsOfActivities({ activity }: CarePlanResource): Reference[] {
  return activity.flatMap(({ detail }) => detail?.reasonReference ?? [])
}

/** An activity tells what its plan tells and what its own code and reasons add. One without a code says nothing we keep. */
function activities(it: CarePlanResource, plan: EntryBase, codes: CodeMasks) {
  return it.activity.flatMap(({ detail }, at) => {
    if (!detail?.code) return []
    const source_id = `${plan.source_id}/activity/${at}`
    return [
      {
        ...plan,
        id: sourceUuid(plan.source_system, source_id),
        source_id,
        categories: plan.categories | codes.ofCodes(detail.code.coding) | codes.ofReasons(detail.reasonCode),
        record_status: recordStatus(it.status, detail.status),
        care_plan_id: plan.id,
        ...keptCode(codes, detail.code),
        status: detail.status ?? null,
      },
    ]
  })
}
