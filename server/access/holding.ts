import { sql } from 'kysely'
import type { Pool } from 'pg'

import { statementsOf } from '../database/statements.ts'
import { catalogue, isOpen } from './catalogue/catalogue.ts'
import { accessCheck } from './sql/access-check.ts'
import { compile } from './sql/compiler.ts'

/**
 * Of some declarations, those under which somebody may still be here at this moment: their session, account, role,
 * membership, organisation and agreement hold. For screens that stay open, so that they can be closed when it ends.
 */
export async function stillHolding(pool: Pool, declarationIds: readonly string[]): Promise<Set<string>> {
  if (declarationIds.length === 0) return new Set()
  const statements = statementsOf(pool)
  const declared = await statements.run<{ role: string; purpose: string; route: string }>(
    compile(sql`
      select distinct r.role, d.purpose, d.route
      from house.declaration d join house.practitioner_role r on r.id = d.practitioner_role_id
      where d.id = any(${declarationIds})`),
  )
  const checks = catalogue
    .filter((rule) => isOpen(rule.purpose, rule.route))
    .filter((rule) =>
      declared.some((d) => d.role === rule.role && d.purpose === rule.purpose && d.route === rule.route),
    )
    .map((rule) => accessCheck(sql`${rule.role}`, rule.route, rule.purpose, sql`d.id = any(${declarationIds})`))
    .map((check) => sql`select held.declaration_id from (${check}) held`)
  if (checks.length === 0) return new Set()
  const holding = await statements.run<{ declaration_id: string }>(compile(sql.join(checks, sql` union all `)))
  return new Set(holding.map((row) => row.declaration_id))
}
