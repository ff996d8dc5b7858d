import type { Field } from '../../../server/access/field.ts'
import type { OlderPage, PatientRecord, Section } from '../../api/outputs.ts'
import { endReasonWords, reasonWords, statusWords } from '../../words/caseload.ts'
import { wordFor } from '../../words/choose.ts'
import type { PartName } from '../../words/parts.ts'
import { shown } from '../marks/value.tsx'
import { between, coded, type Detail, joined, on, said, since } from './line-parts.ts'

/** One row of a section: what it is, when, and what is said of it besides. */
export interface Line {
  what: Field<string>
  when: string | null
  details: readonly Detail[]
}

type Rows = { [Name in PartName]: PatientRecord[Name][number] }

/** How a row of each part of a record is told. */
const telling: { [Name in PartName]: (row: Rows[Name]) => Line } = {
  names: (row) => ({
    what: joined([row.prefix, row.given_names, row.family_name, row.suffix], ' '),
    when: between(row.starts_on, row.ends_on),
    details: [coded('kind of name', row.use)],
  }),
  addresses: (row) => ({
    what: joined([linesAsText(row.lines), row.city, row.postcode], ', '),
    when: between(row.starts_on, row.ends_on),
    details: [coded('kind of address', row.use)],
  }),
  telecoms: (row) => ({
    what: row.value,
    when: between(row.starts_on, row.ends_on),
    details: [coded('kind of contact', joined([row.use, row.system], ' '))],
  }),
  communication_needs: (row) => ({ what: row.need, when: null, details: [] }),
  related_people: (row) => ({
    what: joined([row.given_names, row.family_name], ' '),
    when: between(row.starts_on, row.ends_on),
    details: [said('relationship', row.relationship), said('phone number', row.telecom), said('address', row.address)],
  }),
  caseload_entries: (row) => ({
    what: row.group,
    when: between(row.added_at, row.ended_at),
    details: [
      coded('status', row.status, (code) => wordFor(statusWords, code)),
      coded('why on the list', row.reason, (code) => wordFor(reasonWords, code)),
      coded('why taken off', row.end_reason, (code) => wordFor(endReasonWords, code)),
    ],
  }),
  conditions: (row) => ({
    what: row.name,
    when: since(shown(row.onset_on) ?? shown(row.recorded_on), shown(row.abated_on)),
    details: [coded('status', row.clinical_status), coded('certainty', row.verification_status)],
  }),
  allergies: (row) => ({
    what: row.name,
    when: since(shown(row.recorded_on), null),
    details: [coded('status', row.clinical_status), coded('how serious', row.criticality)],
  }),
  medicines: (row) => ({
    what: row.name,
    when: since(shown(row.authored_on), null),
    details: [said('dose', row.dosage), coded('status', row.status)],
  }),
  procedures: (row) => ({ what: row.name, when: on(row.started_on), details: [coded('status', row.status)] }),
  encounters: (row) => ({
    what: row.name,
    when: on(row.started_at),
    details: [said('reason', row.reason), said('where', row.provider)],
  }),
  care_plans: (row) => ({
    what: row.name,
    when: between(row.starts_on, row.ends_on),
    details: [coded('status', row.status)],
  }),
  care_plan_activities: (row) => ({ what: row.name, when: null, details: [coded('status', row.status)] }),
  goals: (row) => ({
    what: row.description,
    when: between(row.starts_on, row.due_on),
    details: [coded('status', row.status), coded('how far', row.achievement)],
  }),
  notes: (row) => ({
    what: row.text,
    when: on(row.written_at),
    details: [
      said('author', row.author),
      coded('author’s role', row.author_role),
      said('author’s organisation', row.author_organisation),
    ],
  }),
}

/** The rows that stand under a heading, each as one line, in the order in which they are told. */
export function linesOf(record: PatientRecord, section: Section): (Line & { id: string })[] {
  return section.rows.flatMap(({ part, id }) => {
    const line = lineOf(record, part, id)
    return line ? [{ ...line, id }] : []
  })
}

/** The rows of one part, each as one line. */
export function olderLines(page: OlderPage): (Line & { id: string })[] {
  return linesOfPart(page.part, page.rows as Rows[PartName][])
}

function linesOfPart<Name extends PartName>(part: Name, rows: readonly Rows[Name][]): (Line & { id: string })[] {
  return rows.map((row) => ({ ...telling[part](row), id: row.id }))
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

function linesAsText(field: Field<string[]>): Field<string> {
  if (field.state === 'withheld') return field
  return 'absent' in field ? field : { state: 'shown', value: field.value.join(', ') }
}
