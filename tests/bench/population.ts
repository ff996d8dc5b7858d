import type { Decision } from '../../server/access/decision.ts'
import { createGate, type Gate } from '../../server/access/gate.ts'
import { connect, type Connection } from '../../server/database/connection.ts'
import { roleUrl } from '../../server/database/embedded.ts'
import { OWNER_ROLE, PROGRAM_ROLE } from '../../server/database/embedded/bootstrap.ts'
import { startOwnCluster, TEMPLATE } from '../support/cluster.ts'
import { gateKeys } from '../support/gate.ts'
import { fillWithPeople } from '../support/many-people.ts'
import { type Group, type Organisation, Scenario } from '../support/scenario.ts'

/** Connections of each side, and the most callers at once. */
export const CALLERS = 16

/** A database of made-up people, as durable as a real one, and a community nurse who has one group's list open. */
export interface Population {
  readonly gate: Gate
  readonly nurse: Decision
  readonly group: Group
  /** As the role that the product runs as. */
  readonly program: Connection
  /** As the owner of the tables, for whom row-level security does not hold: for what is hand-written. */
  readonly owner: Connection
  readonly remove: () => Promise<void>
}

/**
 * Makes `size` people in 8 groups (80 from 500,000 people, as in an integrated care board), 6% of whom object to
 * something, each with a name in use, an address, a telephone, three conditions, two medicines and a note.
 */
export async function populate(size: number): Promise<Population> {
  const cluster = await startOwnCluster(['max_connections=80'])
  const { passwords } = cluster
  const url = (role: string, password: string) => roleUrl(cluster.cluster(), role, password, TEMPLATE)
  const owner = connect(url(OWNER_ROLE, passwords.owner_password), { size: CALLERS, statementTimeoutMs: 0 })
  const program = connect(url(PROGRAM_ROLE, passwords.program_password), { size: CALLERS })

  const world = new Scenario(owner.kysely)
  const practices: Organisation[] = []
  for (let at = 0; at < 8; at++) practices.push(await world.organisation('gp_practice'))
  const trust = await world.organisation('community_provider')
  const groups: Group[] = []
  for (let at = 0; at < (size < 500_000 ? 8 : 80); at++) groups.push(await world.group([...practices, trust]))
  const [group, elsewhere] = groups
  if (!group || !elsewhere) throw new Error('There are no groups.')
  const person = await world.staff('community_nurse', trust, { memberOf: [group] })
  await fillWithPeople(owner.pool, size, { practices, groups, elsewhere, recorder: person.role_id })

  const gate = createGate({ pool: program.pool, secrets: gateKeys })
  const declared = await world.declaration(person, { route: 'group_caseload', purpose: 'direct_care', over: group })
  const nurse = await gate.decide(declared.session, declared.id)
  return {
    gate,
    nurse,
    group,
    program,
    owner,
    async remove() {
      await Promise.all([owner.close(), program.close()])
      await cluster.remove()
    },
  }
}
