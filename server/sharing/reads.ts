import { defineView } from '../access/view.ts'
import { commandsOpenTo } from '../commands-open.ts'
import type { Reading } from '../context.ts'
import { given } from '../given.ts'
import { sentenceOf } from './rules.ts'

/** A person's wishes about sharing, newest first. Who recorded one reads it wherever they work. */
export const preferences = defineView({
  name: 'sharing_preferences',
  base: 'sharing_preference',
  ownRows: 'sharing_preference.recorded_by',
  columns: {
    effect: { from: 'sharing_preference.effect' },
    what: { from: 'sharing_preference.what' },
    organisation_kind: { from: 'sharing_preference.organisation_kind', absent: 'known to be none' },
    group: { from: 'sharing_preference.group_id', as: 'group_name', absent: 'known to be none' },
    starts_at: { from: 'sharing_preference.starts_at' },
    ends_at: { from: 'sharing_preference.ends_at', absent: 'known to be none' },
    said_by: { from: 'sharing_preference.said_by' },
    incapacity_recorded: { from: 'sharing_preference.incapacity_recorded' },
    recorded_by: { from: 'sharing_preference.recorded_by', as: 'practitioner_name' },
    recorded_at: { from: 'sharing_preference.recorded_at', sort: true },
    withdrawn_by: { from: 'sharing_preference.withdrawn_by', as: 'practitioner_name', absent: 'known to be none' },
    withdrawn_at: { from: 'sharing_preference.withdrawn_at', absent: 'known to be none' },
  },
  orderBy: [{ column: 'recorded_at', direction: 'desc' }],
  limit: 50,
})

/** What may be asked of a person's wishes. */
export interface PreferencesQuestion {
  patient: string
  after?: string | undefined
  limit?: number | undefined
}

/** A page of a person's wishes, each with its sentence, and what may be done about them. Empty for someone out of reach, as for one without any. */
export async function listPreferences({ gate, decision, refresh }: Reading, question: PreferencesQuestion) {
  const { patient, after, limit } = question
  const { rows, next } = await gate.list(decision, preferences, { patient, refresh, ...given({ after, limit }) })
  return {
    rows: rows.map((row) => ({ ...row, sentence: sentenceOf(row) })),
    next,
    may: commandsOpenTo(gate, decision),
  }
}
