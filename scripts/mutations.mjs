const reading = 'equivalence/reading.database'
const asking = 'equivalence/asking.database'
const standing = 'equivalence/standing.database'
const writing = 'equivalence/writing.database'
const declaring = 'equivalence/declaring.database'

/**
 * One defence of the gate taken out at a time: in which file, what stands there, and what is put in its place.
 * `proof` is the test of tests/access that must then fail.
 *
 * @typedef {{ file: string, find: string, put: string, proof: string }} Mutation
 * @type {readonly Mutation[]}
 */
export const mutations = [
  // Who is in reach, and what is visible of them.
  of('sql/visibility.ts', 'd.organisation_kind = any(${reader.kinds})', 'true', reading),
  of('sql/visibility.ts', 'd.only_group_id = ${reader.groupId} or ', '', reading),
  of('sql/visibility.ts', 'and not coalesce(${reader.groupId} = any(d.except_group_ids), false)', '', reading),
  of('sql/visibility.ts', 'd.starts_at <= clock_timestamp()', 'true', reading),
  of('sql/visibility.ts', '(d.ends_at is null or d.ends_at > clock_timestamp())', 'true', reading),
  of('sql/visibility.ts', "(rule.wholeRecordObjection === 'closes' ? wholeRecord : 0)", '0', reading),
  of('sql/visibility.ts', "(rule.riskStratificationObjection === 'closes' ? riskStratification : 0)", '0', reading),
  of('sql/visibility.ts', ' & ~${of.denied}', '', reading),
  of(
    'sql/visibility.ts',
    'case when ${of.restricted} then ${~restrictedCategories}::integer else -1 end',
    '-1',
    reading,
  ),
  of('sql/visibility.ts', "case when ${of.confirmed} then -1 else ${bitOf('identity')}::integer end", '-1', reading),
  of(
    'sql/visibility.ts',
    "throughEntry(rule.route) && category !== 'identity' ? 'confirmed' : 'always'",
    "'always'",
    reading,
  ),
  of(
    'sql/visibility.ts',
    "(restrictedCategories & bitOf(category)) !== 0) return 'conditional'",
    "false) return 'conditional'",
    'plan',
  ),
  of('sql/visibility.ts', "is distinct from ${ofReader('own_number')}", 'is not null', reading),
  of(
    'sql/visibility.ts',
    "('planned', 'waitlist', 'active', 'onhold')",
    "('planned', 'waitlist', 'active', 'onhold', 'finished')",
    reading,
  ),
  of('sql/visibility.ts', "${e}.group_id = ${ofReader('group_id')}", 'true', reading),
  of('sql/visibility.ts', "${e}.care_manager_role_id = ${ofReader('practitioner_role_id')}", 'true', reading),
  of('sql/visibility.ts', '${e}.care_manager_accepted_at is not null', 'true', reading),
  of('sql/visibility.ts', '${e}.care_manager_named_by is distinct from ${e}.care_manager_role_id', 'true', reading),
  of('sql/visibility.ts', "${p}.registered_practice_id = ${ofReader('organisation_id')}", 'true', reading),
  of('sql/visibility.ts', 'if (onePatient)', 'if (false)', reading),
  // What each column and row of a view is.
  of('sql/plan.ts', "if (plan.mode === 'never') conditions.push(sql`false`)", '', 'plan'),
  of('sql/plan.ts', 'if (plan.reveals) conditions.push(sql`(${plan.reveals} & ~${vis}) = 0`)', '', reading),
  of('sql/plan.ts', "conditions.push(sql`t.record_status = 'current'`)", '', reading),
  of('sql/plan.ts', 'sql`(t.categories & ~${vis}) = 0`', 'sql`(t.categories & ${vis}) <> 0`', reading),
  of('sql/plan.ts', '(${vis} & ${bitOf(table.rows as Category)}::integer) <> 0', 'true', reading),
  of('sql/plan.ts', 'view.ownRows ? sql`(${shown} or ${recordedByReader(view.ownRows)})` : shown', 'shown', reading),
  of('sql/select.ts', "if (plan.mode === 'always' && !plan.reveals)", "if (plan.mode !== 'conditional')", reading),
  of('sql/select.ts', "ofPatient.push(sql`t.group_id = ${ofReader('group_id')}`)", '', reading),
  of('sql/select.ts', "or (${vis} & ${bitOf('administrative')}::integer) <> 0)", 'or true)', reading),
  // What may be asked.
  of('sql/where.ts', "plan.mode === 'never' || ", '', asking),
  of('sql/where.ts', 'sql`(${shown} and ${holds})`', 'sql`(${holds})`', asking),
  of(
    'sql/where.ts',
    '{ shown: inner.shown, holds: sql`(${inner.holds}) is not true` }',
    '{ shown: sql`true`, holds: sql`(${inner.shown} and ${inner.holds}) is not true` }',
    asking,
  ),
  of('sql/where.ts', 'all(inner.map((one) => one.shown))', 'any(inner.map((one) => one.shown))', asking),
  of('sql/where.ts', 'sql`(${inner.holds}) is not true`', 'sql`not (${inner.holds})`', asking),
  of('sql/where.ts', 'holds: sql`not (${shown})`', 'holds: shown', asking),
  of('sql/where.ts', 'holds: sql`${plan.raw} is null`', 'holds: sql`${plan.raw} is not null`', asking),
  of('sql/order.ts', "plan.mode === 'never' || ", '', asking),
  of('sql/order.ts', 'sql`(case when ${shown} then ${plan.sorted} end)`', 'plan.sorted', asking),
  of('sql/order.ts', '(${by} > ${value} or ${by} is null)', '(${by} > ${value})', asking),
  of('sql/order.ts', '...equal, sql`t.id > ${id}`', '...equal', asking),
  of('read.ts', "plan.mode !== 'conditional' && !plan.reveals", 'true', asking),
  // What must hold of the reader in every statement.
  of('sql/access-check.ts', "and g.status = 'active'", '', standing),
  of('sql/access-check.ts', 'and scope.purpose = ${purpose}', '', standing),
  of('sql/access-check.ts', 'scope.group_id = d.group_id', 'true', standing),
  of(
    'sql/access-check.ts',
    "and party.organisation_id = r.organisation_id and ${inForce('agreement')}",
    "and ${inForce('agreement')}",
    standing,
  ),
  of('sql/access-check.ts', " and ${inForce('agreement')}", '', standing),
  of('sql/access-check.ts', "and m.status = 'active'", '', standing),
  of('sql/access-check.ts', 'm.practitioner_role_id = r.id', 'true', standing),
  of('sql/access-check.ts', 'm.group_id = d.group_id', 'true', standing),
  of('sql/access-check.ts', 'member.group_id = d.group_id', 'true', standing),
  of('sql/access-check.ts', 'member.organisation_id = r.organisation_id', 'true', standing),
  of('sql/access-check.ts', " and ${inForce('m')}", '', standing),
  of('sql/access-check.ts', " and ${inForce('member')}", '', standing),
  of('sql/access-check.ts', '${row}.starts_at <= ${now} and ', '', standing),
  of('sql/access-check.ts', 'and d.ended_at is null', '', standing),
  of('sql/access-check.ts', 'and d.ends_at > ${now}', '', standing),
  of('sql/access-check.ts', 's.revoked_at is null', 'true', standing),
  of('sql/access-check.ts', 'and s.idle_ends_at > ${now}', '', standing),
  of('sql/access-check.ts', 'and s.absolute_ends_at > ${now}', '', standing),
  of('sql/access-check.ts', 'account.disabled_at is null', 'true', standing),
  of('sql/access-check.ts', "and ${inForce('r')}", '', standing),
  of('sql/access-check.ts', '(o.closed_on is null or o.closed_on > current_date)', 'true', standing),
  // What wishes come to.
  of('denials.ts', "preference.what === 'all' || preference.what === what", 'preference.what === what', reading),
  of('denials.ts', 'permit.recorded_at > deny.recorded_at', 'permit.recorded_at >= deny.recorded_at', reading),
  of('denials.ts', "(deny.what === 'all' || permit.what === deny.what)", 'true', reading),
  of(
    'denials.ts',
    '(deny.organisation_kind === null || permit.organisation_kind === deny.organisation_kind)',
    'true',
    reading,
  ),
  of('denials.ts', '(deny.group_id === null || permit.group_id === deny.group_id)', 'true', reading),
  of('denials.ts', '(one.ends_at === null || one.ends_at > at)', 'true', reading),
  of('denials.ts', 'one.starts_at <= at', 'true', reading),
  // Who may write what.
  of('gated-change.ts', '(v.vis & ${needs}::integer) = ${needs}::integer', 'true', writing),
  of('gated-change.ts', 'mayWrite(rule, change.command)', 'true', writing),
  of('preference-writes.ts', '(v.vis & ${bit}::integer) <> 0', 'true', writing),
  of('preference-writes.ts', 't.withdrawn_at is null', 'true', writing),
  of('entry-writes.ts', 't.confirmed_at is null', 'true', writing),
  of(
    'entry-writes.ts',
    't.care_manager_role_id = ',
    't.care_manager_role_id is not null or t.care_manager_role_id = ',
    writing,
  ),
  of('declare.ts', "if (!isOpen(said.purpose, said.route)) throw new Problem('route_not_open')", '', declaring),
  of('declare.ts', "if (!(await holds(statements, rule, id))) throw new Problem('refused', notYours)", '', declaring),
]

/**
 * @param {string} file within server/access
 * @param {string} find
 * @param {string} put
 * @param {string} proof
 * @returns {Mutation}
 */
function of(file, find, put, proof) {
  return { file, find, put, proof }
}
