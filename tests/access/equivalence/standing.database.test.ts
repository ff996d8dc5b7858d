import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import type { Route } from '../../../server/access/vocabulary.ts'
import type { Reader, Subject } from '../../reference/facts.ts'
import { isReached } from '../../reference/reading.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { Scenario } from '../../support/scenario.ts'
import { everyCell } from './views.ts'

const database = await testDatabase()
const db = database.owner.kysely
const scenario = new Scenario(db)
const gate = testGate(database)

type Standing = Partial<Reader> | 'no longer signed in'

/** What can be taken from somebody, and what the reference is then told. */
const taken: readonly [what: string, change: string, then: Standing][] = [
  ['nothing', 'select 1', {}],
  [
    'the role has ended',
    `update house.practitioner_role set ends_at = clock_timestamp() where id = $role`,
    { holdsRole: false },
  ],
  [
    'the role has not begun',
    `update house.practitioner_role set starts_at = now() + interval '1 day' where id = $role`,
    { holdsRole: false },
  ],
  [
    'the organisation has closed',
    `update house.organisation set closed_on = current_date where id = $organisation`,
    { holdsRole: false },
  ],
  [
    'the membership is suspended',
    `update house.membership set status = 'suspended' where group_id = $group and practitioner_role_id = $role`,
    { isMember: false },
  ],
  [
    'the membership is only an invitation',
    `update house.membership set status = 'invited' where group_id = $group and practitioner_role_id = $role`,
    { isMember: false },
  ],
  [
    'the membership has run out',
    `update house.membership set ends_at = clock_timestamp() where group_id = $group and practitioner_role_id = $role`,
    { isMember: false },
  ],
  [
    'the membership has not begun',
    `update house.membership set starts_at = now() + interval '1 day' where group_id = $group and practitioner_role_id = $role`,
    { isMember: false },
  ],
  [
    'the membership is of another role',
    `delete from house.membership where group_id = $group and practitioner_role_id = $role`,
    { isMember: false },
  ],
  [
    'the group is suspended',
    `update house.care_delivery_group set status = 'suspended' where id = $group`,
    { groupIsActive: false },
  ],
  [
    'the organisation has left the group',
    `update house.group_organisation set ends_at = clock_timestamp() where group_id = $group and organisation_id = $organisation`,
    { organisationTakesPart: false },
  ],
  [
    'the agreement has run out',
    `update house.sharing_agreement set ends_at = clock_timestamp() where id = $agreement`,
    { hasAgreement: false },
  ],
  [
    'the agreement has not begun',
    `update house.sharing_agreement set starts_at = now() + interval '1 day' where id = $agreement`,
    { hasAgreement: false },
  ],
  [
    'the agreement is for another purpose',
    `delete from house.sharing_agreement_scope where agreement_id = $agreement and purpose = 'direct_care'`,
    { hasAgreement: false },
  ],
  [
    'the organisation is no party to the agreement',
    `delete from house.sharing_agreement_party where agreement_id = $agreement and organisation_id = $organisation`,
    { hasAgreement: false },
  ],
  [
    'the declaration has been ended',
    `update house.declaration set ended_at = clock_timestamp() where id = $declaration`,
    'no longer signed in',
  ],
  [
    'the declaration has run out',
    `update house.declaration set ends_at = clock_timestamp() where id = $declaration`,
    'no longer signed in',
  ],
  [
    'the session was revoked',
    `update house.session set revoked_at = clock_timestamp() where id = $session`,
    'no longer signed in',
  ],
  [
    'the session was left idle',
    `update house.session set idle_ends_at = clock_timestamp() where id = $session`,
    'no longer signed in',
  ],
  [
    'the session is over',
    `update house.session set absolute_ends_at = clock_timestamp() where id = $session`,
    'no longer signed in',
  ],
  [
    'the account is disabled',
    `update house.account set disabled_at = clock_timestamp() where id = $account`,
    'no longer signed in',
  ],
]

const routes: readonly Route[] = ['group_caseload', 'registered_practice', 'named_care_manager']
const cases = taken.flatMap(([what, change, then]) => routes.map((route) => ({ what, change, then, route })))

describe('when something is taken from a reader after they were let in', () => {
  it.each(cases)('$what: $route', async ({ change, then, route }) => {
    const surgery = await scenario.organisation('gp_practice')
    // Whatever is taken from the reader, a colleague of another organisation keeps.
    const other = await scenario.organisation('gp_practice')
    const group = await scenario.group([surgery, other])
    await scenario.staff('gp', other, { memberOf: [group] })
    // Whatever is taken here still stands in another group.
    const elsewhere = await scenario.group([surgery])
    const gp = await scenario.staff('gp', surgery, { memberOf: [group, elsewhere] })
    const grace = await scenario.patient({ registeredAt: surgery })
    await scenario.onTheList(grace, group, { care_manager_role_id: gp.role_id, care_manager_accepted_at: new Date() })
    const over = route === 'registered_practice' ? surgery : group
    const { id, session } = await scenario.declaration(gp, { route, purpose: 'direct_care', over })
    const decision = await gate.decide(session, id)
    expect((await gate.list(decision, everyCell)).rows).toHaveLength(1)

    const ids: Record<string, string> = {
      organisation: surgery.id,
      group: group.id,
      agreement: group.agreement_id,
      role: gp.role_id,
      account: gp.account_id,
      session: session.id,
      declaration: id,
    }
    await sql.raw(change.replaceAll(/\$(\w+)/g, (_, name: string) => `'${ids[name] ?? ''}'`)).execute(db)
    const reader: Reader = {
      roleId: gp.role_id,
      role: 'gp',
      purpose: 'direct_care',
      route,
      kinds: ['gp_practice'],
      holdsRole: true,
      practice: surgery.id,
      group: group.id,
      isMember: true,
      groupIsActive: true,
      organisationTakesPart: true,
      hasAgreement: true,
      target: null,
    }
    const careManager = { careManager: gp.role_id, namedBy: null, accepted: true, serviceTells: [] }
    const entry = { group: group.id, status: 'active', confirmed: true, ...careManager }
    const subject: Subject = {
      id: grace.id,
      practice: surgery.id,
      restricted: false,
      isReader: false,
      entries: [entry],
      preferences: [],
    }
    const reached = then !== 'no longer signed in' && isReached({ ...reader, ...then }, subject, new Date())
    if (reached) expect((await gate.list(decision, everyCell)).rows).toHaveLength(1)
    else {
      await expect(gate.list(decision, everyCell)).rejects.toMatchObject({ code: 'declaration_ended' })
      await expect(gate.get(decision, everyCell, { id: grace.id })).rejects.toMatchObject({ code: 'declaration_ended' })
      await expect(gate.count(decision, everyCell)).rejects.toMatchObject({ code: 'declaration_ended' })
    }
  })
})
