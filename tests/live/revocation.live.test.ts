import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { liveServer, type Tab } from '../support/live.ts'
import { type Group, type Organisation, type Person, Scenario, type SignedIn } from '../support/scenario.ts'

const database = await testDatabase()
const owner = database.owner.kysely
const world = new Scenario(owner)
const live = await liveServer(database)

/** Signs the person out from another process than the one that holds the socket. */
const other = await liveServer(database)

let surgery: Organisation
let group: Group
let person: Person
let session: SignedIn
let declaration: string
let tab: Tab

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
})

beforeEach(async () => {
  group = await world.group([surgery])
  person = await world.staff('gp', surgery, { memberOf: [group] })
  const signedIn = await live.signIn(person)
  session = signedIn.session
  const said = { route: 'group_caseload', purpose: 'direct_care', over: group } as const
  declaration = (await world.declaration(person, said, { session })).id
  tab = await live.tab(signedIn.cookie)
  expect(await tab.open(declaration)).toMatchObject({ outcome: 'open' })
})

/** Within a second of the commit. */
async function soon(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 1_000, interval: 10 })
}

const ofSession = () => owner.updateTable('house.session').where('id', '=', session.id)
const ofAccount = () => owner.updateTable('house.account').where('id', '=', person.account_id)

describe('the socket is closed within a second', () => {
  it.each([
    ['the person signs out, in another process', () => other.auth.signOut(session)],
    ['the session is revoked', () => ofSession().set({ revoked_at: new Date() }).execute()],
    ['the account is disabled', () => ofAccount().set({ disabled_at: new Date() }).execute()],
  ])('when %s', async (_name, end: () => Promise<unknown>) => {
    await end()
    await soon(() => expect(tab.socket.connected).toBe(false))
  })
})

const ofMembership = () => owner.updateTable('house.membership').where('practitioner_role_id', '=', person.role_id)
const ofRole = () => owner.updateTable('house.practitioner_role').where('id', '=', person.role_id)
const ofGroup = () => owner.updateTable('house.care_delivery_group').where('id', '=', group.id)
const ofAgreement = () => owner.updateTable('house.sharing_agreement').where('id', '=', group.agreement_id)
const ofPart = () => owner.updateTable('house.group_organisation').where('group_id', '=', group.id)

describe('the place is closed within a second, and the socket stays,', () => {
  it.each([
    ['the person ends what they declared', () => live.gate.end(session, declaration)],
    ['the membership is suspended', () => ofMembership().set({ status: 'suspended' }).execute()],
    ['the membership is ended', () => ofMembership().set({ ends_at: new Date() }).execute()],
    ['the role is ended', () => ofRole().set({ ends_at: new Date() }).execute()],
    ['the group is suspended', () => ofGroup().set({ status: 'suspended' }).execute()],
    ['the agreement is ended', () => ofAgreement().set({ ends_at: new Date() }).execute()],
    ['the organisation leaves the group', () => ofPart().set({ ends_at: new Date() }).execute()],
  ])('when %s', async (_name, end: () => Promise<unknown>) => {
    await end()
    await soon(() => expect(tab.frames).toContainEqual({ topic: 'ended', id: declaration, cursor: '' }))
    expect(tab.socket.connected).toBe(true)
    expect(await tab.open(declaration)).toMatchObject({ outcome: 'refused', code: 'declaration_ended' })
  })
})

describe('of others', () => {
  it('nobody is closed', async () => {
    const colleague = await world.staff('gp', surgery, { memberOf: [group] })
    const signedIn = await live.signIn(colleague)
    await live.auth.signOut(signedIn.session)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(tab.socket.connected).toBe(true)
    expect(tab.frames.filter(({ topic }) => topic === 'ended')).toEqual([])
  })
})
