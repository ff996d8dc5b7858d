/** One defence of the gate, taken out: what stands in the source, and what would stand there without it. */
export interface Mutant {
  /** Beneath server/access. */
  file: string
  from: string
  to: string
}

const check = 'sql/access-check.ts'
const visibility = 'sql/visibility.ts'
const plan = 'sql/plan.ts'
const order = 'sql/order.ts'
const where = 'sql/where.ts'
const select = 'sql/select.ts'
const search = 'sql/search.ts'

/** Every branch of the compiler, and of what the compiler rests on, each broken once. */
export const mutants: readonly Mutant[] = [
  // Who the reader is, at this moment.
  { file: check, from: "if (route === 'registered_practice')", to: "if (route === 'none')" },
  { file: check, from: '${row}.ends_at is null or ${row}.ends_at > ${now}', to: 'true' },
  { file: check, from: '(${row}.starts_at <= ${now} and', to: '(true and' },
  { file: check, from: "g.status = 'active'", to: 'true' },
  { file: check, from: "m.status = 'active'", to: 'true' },
  { file: check, from: 'scope.purpose = ${purpose}', to: 'true' },
  { file: check, from: 'party.organisation_id = r.organisation_id', to: 'true' },
  { file: check, from: 'member.organisation_id = r.organisation_id', to: 'true' },
  { file: check, from: 'm.practitioner_role_id = r.id', to: 'true' },
  { file: check, from: "d.organisation_id = r.organisation_id and o.kind = 'gp_practice'", to: 'true' },
  { file: check, from: 'd.ended_at is null and d.ends_at > ${now}', to: 'd.ends_at > ${now}' },
  { file: check, from: 'd.ended_at is null and d.ends_at > ${now}', to: 'd.ended_at is null' },
  { file: check, from: 's.revoked_at is null and', to: '' },
  { file: check, from: 's.idle_ends_at > ${now} and', to: '' },
  { file: check, from: 'and s.absolute_ends_at > ${now}', to: '' },
  { file: check, from: 'account.disabled_at is null and', to: '' },
  { file: check, from: "and ${inForce('r')} and", to: 'and' },
  { file: check, from: 'and r.role = ${role}', to: '' },
  { file: check, from: '(o.closed_on is null or o.closed_on > current_date)', to: 'true' },
  { file: check, from: 'where also.practitioner_id = r.practitioner_id', to: 'where also.id = r.id' },
  { file: check, from: 'scope.group_id = d.group_id', to: 'true' },
  { file: check, from: 'm.group_id = d.group_id', to: 'true' },
  { file: check, from: " and ${inForce('agreement')}", to: '' },
  { file: check, from: " and ${inForce('m')}", to: '' },
  { file: check, from: " and ${inForce('member')}", to: '' },

  // Whom the route reaches, and what is visible of them.
  { file: visibility, from: 'd.organisation_kind = any(${reader.kinds})', to: 'true' },
  { file: visibility, from: 'd.only_group_id = ${reader.groupId} or', to: '' },
  { file: visibility, from: 'and not coalesce(${reader.groupId} = any(d.except_group_ids), false)', to: '' },
  { file: visibility, from: 'd.starts_at <= clock_timestamp() and', to: '' },
  { file: visibility, from: 'and (d.ends_at is null or d.ends_at > clock_timestamp())', to: '' },
  { file: visibility, from: 'where d.patient_id = ${row}.id and', to: 'where' },
  { file: visibility, from: "rule.wholeRecordObjection === 'closes' ? wholeRecord : 0", to: '0' },
  { file: visibility, from: "rule.riskStratificationObjection === 'closes' ? riskStratification : 0", to: '0' },
  { file: visibility, from: '& ~${of.denied}', to: '' },
  { file: visibility, from: "if (rule.restrictedRecord === 'withholds') {", to: 'if (show < 0) {' },
  { file: visibility, from: 'if (throughEntry(rule.route)) {\n    mask', to: 'if (show < 0) {\n    mask' },
  {
    file: visibility,
    from: "&& category !== 'identity' ? 'confirmed' : 'always'",
    to: "&& category < '' ? 'confirmed' : 'always'",
  },
  { file: visibility, from: '${p}.nhs_number_hash is null or', to: 'true or' },
  { file: visibility, from: "${e}.group_id = ${ofReader('group_id')}\n        and", to: '' },
  { file: visibility, from: "and ${e}.status in ('planned', 'waitlist', 'active', 'onhold')", to: '' },
  { file: visibility, from: "${e}.care_manager_role_id = ${ofReader('practitioner_role_id')} and", to: '' },
  { file: visibility, from: 'and ${e}.care_manager_accepted_at is not null', to: '' },
  { file: visibility, from: 'and ${e}.care_manager_named_by is distinct from ${e}.care_manager_role_id', to: '' },
  { file: visibility, from: "sql`${p}.registered_practice_id = ${ofReader('organisation_id')}`", to: 'sql`true`' },
  { file: visibility, from: 'if (onePatient)', to: 'if (onePatient && rule.route === "none")' },
  { file: visibility, from: 'confirmed: sql`${e}.confirmed_at is not null`', to: 'confirmed: sql`true`' },
  { file: visibility, from: 'restricted: sql`${p}.restricted_record`', to: 'restricted: sql`false`' },

  // Columns and rows.
  {
    file: plan,
    from: "if (plan.mode === 'conditional' || plan.mode === 'confirmed')",
    to: "if (plan.mode === 'conditional')",
  },
  {
    file: plan,
    from: "if (plan.mode === 'conditional' || plan.mode === 'confirmed')",
    to: "if (plan.mode === 'confirmed')",
  },
  { file: plan, from: 'if (plan.reveals) conditions.push', to: 'if (plan.reveals && plan.bit < 0) conditions.push' },
  { file: plan, from: "conditions.push(sql`t.record_status = 'current'`)", to: 'conditions.push(sql`true`)' },
  { file: plan, from: '(t.categories & ~${vis}) = 0', to: '(t.categories & ${vis}) <> 0' },
  { file: plan, from: "else if (table.rows !== 'key' && !reachedThroughIt)", to: "else if (table.rows === '')" },
  { file: plan, from: "${ofReader('practitioner_id')}", to: 'mine.practitioner_id' },
  { file: select, from: 'case when ${shown} then ${plan.raw} end as', to: '${plan.raw} as' },
  { file: select, from: 'sql`not (${shown}) as', to: 'sql`false as' },
  {
    file: select,
    from: "if (child.base === 'caseload_entry' && throughEntry(rule.route))",
    to: "if (child.base === 'patient')",
  },
  { file: select, from: 't.status in (${current}) or (${vis}', to: 'true or (${vis}' },
  { file: plan, from: 'view.ownRows ? sql`(${shown} or ${recordedByReader(view.ownRows)})` : shown', to: 'shown' },

  // What leaves the product.
  { file: 'disclose.ts', from: "restrictedRecord: 'withholds' as const", to: '' },
  { file: 'disclose.ts', from: 'if (!held?.holds)', to: 'if (!held)' },

  // Filters and orders.
  { file: where, from: 'sql`(${shown} and ${holds})`', to: 'holds' },
  {
    file: where,
    from: 'return { shown: inner.shown, holds: sql`(${inner.holds}) is not true` }',
    to: 'return { shown: sql`true`, holds: sql`not (${inner.shown} and ${inner.holds})` }',
  },
  { file: where, from: "!plan || plan.mode === 'never' ||", to: '!plan ||' },
  { file: where, from: 'holds: sql`not (${shown})`', to: 'holds: sql`${plan.raw} is null`' },
  {
    file: where,
    from: 'return { shown, holds: sql`${plan.raw} is null` }',
    to: 'return { shown: sql`true`, holds: sql`${plan.raw} is null` }',
  },
  { file: where, from: 'all(inner.map((one) => one.shown))', to: 'any(inner.map((one) => one.shown))' },
  { file: search, from: 'k.patient_id = ${patientId} and', to: '' },
  { file: search, from: 'and k.token < care.folded(${word}) || ${last}', to: '' },
  { file: search, from: 'k.token >= care.folded(${word}) and', to: '' },
  { file: search, from: 'const words = wordsOf(text)', to: 'const words = wordsOf(text).slice(0, 1)' },
  { file: search, from: 'and k.categories = ${bit}::integer', to: '' },
  { file: order, from: 'sql`(case when ${shown} then ${plan.sorted} end)`', to: 'plan.sorted' },
  { file: order, from: "plan.mode === 'never' ||", to: '' },
  { file: order, from: "const bare = plan.mode === 'always' && !plan.reveals", to: 'const bare = true' },
]
