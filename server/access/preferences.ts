import { sql } from 'kysely'
import type { Statements } from '../database/statements.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { type Category, categories } from './categories.ts'
import { type Preference, denialsOf } from './denials.ts'
import { compile } from './sql/compiler.ts'

/** The categories that a person may name in an objection: those that some rule shows unless they object. */
export const objectionable: readonly Category[] = categories.filter((category) =>
  catalogue.some((rule) => rule.cells[category].effect === 'show_unless_objected'),
)

interface Stored extends Omit<Preference, 'starts_at' | 'ends_at' | 'recorded_at'> {
  starts_at: Date
  ends_at: Date | null
  recorded_at: Date
}

/**
 * Works out again what each of these patients denies, from the preferences that stand. Called in the
 * transaction that changed a preference, which has locked the patients' rows before.
 */
export async function refreshDenials(statements: Statements, patientIds: readonly string[]): Promise<void> {
  for (const patientId of patientIds) {
    const stored = await statements.run<Stored>(
      compile(sql`
        select effect, what, organisation_kind, group_id, starts_at, ends_at, recorded_at
        from care.sharing_preference where patient_id = ${patientId} and withdrawn_at is null`),
    )
    const denials = denialsOf(
      stored.map((one) => ({
        ...one,
        starts_at: one.starts_at.getTime(),
        ends_at: one.ends_at?.getTime() ?? null,
        recorded_at: one.recorded_at.getTime(),
      })),
    ).map((denial) => ({
      ...denial,
      starts_at: new Date(denial.starts_at),
      ends_at: denial.ends_at === null ? null : new Date(denial.ends_at),
    }))
    await statements.run(compile(sql`delete from care.denial where patient_id = ${patientId}`))
    await statements.run(
      compile(sql`
        insert into care.denial (id, patient_id, organisation_kind, only_group_id, except_group_ids, denied, starts_at, ends_at)
        select gen_random_uuid(), ${patientId}, organisation_kind, only_group_id,
          coalesce((select array_agg(value::uuid) from jsonb_array_elements_text(except_group_ids)), '{}'),
          denied, starts_at, ends_at
        from jsonb_to_recordset(${JSON.stringify(denials)}::jsonb) as denial(organisation_kind text, only_group_id uuid,
          except_group_ids jsonb, denied integer, starts_at timestamptz, ends_at timestamptz)`),
    )
    await statements.run(compile(sql`update care.patient set objected = ${denials.length > 0} where id = ${patientId}`))
  }
}
