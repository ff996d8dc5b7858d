import { z } from 'zod'

import type { Mask } from '../../access/categories.ts'
import type { BroughtRow } from '../../access/bring.ts'
import { sourceUuid } from '../../access/source-id.ts'
import type { ReadEntry } from '../entries/entry.ts'
import type { Found } from '../reading/resources.ts'
import { concept, type Reference } from '../schema/datatypes.ts'
import type { Link, LinkIndex, Target } from './index.ts'
import { type CodeMasks, maskOfLabels, UNCLASSIFIED } from './meaning.ts'
import { asText, containedIn, namesIn } from './references.ts'
import type { Source } from './source.ts'

const LONGEST_TEXT = 300

const containedSchema = z.object({ code: concept.optional() })

/** What an entry is to those that refer to it. */
export function targetOf(found: Found, entry: ReadEntry, source: Source, codes: CodeMasks): Target {
  const { contained, meta } = entry.resource
  const within = entry.refersTo.filter(isWithin)
  const labels = maskOfLabels(meta?.security ?? [])
  return {
    table: entry.table,
    id: sourceUuid(source.system, source.id),
    sourceId: source.id,
    own: within.reduce((mask, each) => mask | maskWithin(contained, each, codes), entry.own | labels),
    links: entry.refersTo.filter((each) => !isWithin(each)).map((each) => linkOf(each, found)),
    fromPlans: entry.fromPlans ?? false,
  }
}

/** A reference with the names under which what it means may be found. */
export function linkOf(reference: Reference, found: Found, kind = 'Condition'): Link {
  return { names: namesIn(reference, found, kind), text: asText(reference).slice(0, LONGEST_TEXT) }
}

/**
 * The references of an entry as rows, so that its categories can be worked out again when what it refers to comes
 * later or is classified otherwise. Between a plan and a goal without a code, it is the goal that refers to the plan.
 */
export function referenceRows(
  target: Target,
  patientId: string,
  names: readonly string[],
  index: LinkIndex,
): BroughtRow<'entry_reference'>[] {
  const plans = target.fromPlans ? index.plansOf(names) : []
  const to = [
    ...target.links.map((link) => ({ text: link.text, found: index.find(link) })),
    ...plans.map((plan) => ({ text: plan.sourceId, found: plan })),
  ]
  const rows = to
    .filter(({ found }) => !found?.fromPlans && found?.id !== target.id)
    .map(({ text, found }) => ({
      patient_id: patientId,
      from_table: target.table ?? '',
      from_id: target.id,
      to_table: found?.table ?? null,
      to_id: found?.table ? found.id : null,
      to_source_id: found?.sourceId ?? text,
    }))
  return [...new Map(rows.map((row) => [row.to_source_id, row])).values()]
}

function isWithin(reference: Reference): boolean {
  return reference.reference?.startsWith('#') === true
}

function maskWithin(contained: ReadEntry['resource']['contained'], reference: Reference, codes: CodeMasks): Mask {
  const parsed = containedSchema.safeParse(containedIn(contained, reference))
  return parsed.success ? codes.ofCodes(parsed.data.code?.coding ?? []) : UNCLASSIFIED
}
