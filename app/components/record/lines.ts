import type { Field } from '../../../server/access/field.ts'
import type { PatientRecord, Section } from '../../api/outputs.ts'
import { endReasonWords, reasonWords, statusWords } from '../../words/caseload.ts'
import { wordFor } from '../../words/choose.ts'
import { dayInWords, momentInWords } from '../../words/dates.ts'
import { shown } from '../marks/value.tsx'

/** One row of a section: what it is, when, and what is said of it besides. */
export interface Line {
  what: Field<string>
  when: string | null
  detail: string | null
}

type Row = Section['rows'][number]
type PartName = Row['part']
type Rows = { [Name in PartName]: PatientRecord[Name][number] }
type Telling = { [Name in PartName]: (row: Rows[Name]) => Line }

const telling: Telling = {
  names: (row) => ({
    what: text(joined([row.prefix, row.given_names, row.family_name, row.suffix], ' ')),
    when: between(row.starts_on, row.ends_on),
    detail: shown(row.use),
  }),
  addresses: (row) => ({
    what: text([...(shown(row.lines) ?? []), joined([row.city, row.postcode], ', ')].filter(Boolean).join(', ')),
    when: between(row.starts_on, row.ends_on),
    detail: shown(row.use),
  }),
  telecoms: (row) => ({
    what: row.value,
    when: between(row.starts_on, row.ends_on),
    detail: joined([row.use, row.system], ' '),
  }),
  communication_needs: (row) => ({ what: row.need, when: null, detail: null }),
  related_people: (row) => ({
    what: text(joined([row.given_names, row.family_name], ' ')),
    when: between(row.starts_on, row.ends_on),
    detail: joined([row.relationship, row.telecom], ', '),
  }),
  caseload_entries: (row) => ({
    what: text(`${shown(row.group) ?? 'A group'}: ${inWords(statusWords, row.status) ?? 'on the list'}`),
    when: between(row.added_at, row.ended_at),
    detail: inWords(endReasonWords, row.end_reason) ?? inWords(reasonWords, row.reason),
  }),
  conditions: (row) => ({
    what: row.name,
    when: since(shown(row.onset_on) ?? shown(row.recorded_on), shown(row.abated_on)),
    detail: joined([row.clinical_status, row.verification_status], ', '),
  }),
  allergies: (row) => ({
    what: row.name,
    when: since(shown(row.recorded_on), null),
    detail: joined([row.clinical_status, row.criticality], ', '),
  }),
  medicines: (row) => ({
    what: row.name,
    when: since(shown(row.authored_on), null),
    detail: joined([row.dosage, row.status], ', '),
  }),
  procedures: (row) => ({ what: row.name, when: on(row.started_on), detail: shown(row.status) }),
  encounters: (row) => ({
    what: row.name,
    when: on(row.started_at),
    detail: joined([row.reason, row.provider], ' · '),
  }),
  care_plans: (row) => ({ what: row.name, when: between(row.starts_on, row.ends_on), detail: shown(row.status) }),
  care_plan_activities: (row) => ({ what: row.name, when: null, detail: shown(row.status) }),
  goals: (row) => ({
    what: row.description,
    when: between(row.starts_on, row.due_on),
    detail: joined([row.status, row.achievement], ', '),
  }),
  notes: (row) => ({
    what: row.text,
    when: on(row.written_at),
    detail: joined([row.author, row.author_role, row.author_organisation], ' · '),
  }),
}

/** The rows that stand under a heading, each as one line, in the order in which they are told. */
export function linesOf(record: PatientRecord, section: Section): (Line & { id: string })[] {
  return section.rows.flatMap(({ part, id }) => {
    const line = lineOf(record, part, id)
    return line ? [{ ...line, id }] : []
  })
}

function lineOf<Name extends PartName>(
  record: { [Part in Name]: Rows[Part][] },
  part: Name,
  id: string,
): Line | undefined {
  const rows = record[part]
  const row = rows.find((one) => one.id === id)
  return row && telling[part](row)
}

function text(value: string | null): Field<string> {
  return value ? { state: 'shown', value } : { state: 'shown', value: null, absent: 'not recorded' }
}

/** What is shown of several fields, one after another; `null` when nothing is. */
function joined(fields: readonly Field<string>[], between: string): string | null {
  return fields.map(shown).filter(Boolean).join(between) || null
}

function inWords(words: Readonly<Record<string, string>>, field: Field<string>): string | null {
  const code = shown(field)
  return code === null ? null : wordFor(words, code)
}

function on(field: Field<string>): string | null {
  const at = shown(field)
  return at === null ? null : inDayOrMoment(at)
}

function between(start: Field<string>, end: Field<string>): string | null {
  return since(shown(start), shown(end))
}

function since(start: string | null, end: string | null): string | null {
  if (start && end) return `${inDayOrMoment(start)} to ${inDayOrMoment(end)}`
  if (start) return `since ${inDayOrMoment(start)}`
  return end ? `until ${inDayOrMoment(end)}` : null
}

function inDayOrMoment(at: string): string {
  return at.length > 10 ? momentInWords(at) : dayInWords(at)
}
