import { describe, expect, it, vi } from 'vitest'

import { PASSWORD } from '../support/accounts.ts'
import { testDatabase } from '../support/database.ts'
import { breakTheAudit, canary, observed, traffic } from './world.ts'

const database = await testDatabase()
const site = await observed(database)
const { program, client, world, patient, group, email } = site

describe('everything that the program writes', () => {
  it('holds nothing that is stored or typed, whatever goes well or wrong', async () => {
    await traffic(site)
    await breakTheAudit(world)
    await (await client.page(`/places/${group.place_id}/people/${patient.id}`)).text()
    await traffic(site).catch(() => undefined)
    await vi.waitFor(() => expect(program.written()).toContain('XX000'))

    const written = program.written()
    expect(written.split('\n').length).toBeGreaterThan(20)
    const secrets = [...Object.values(canary), PASSWORD, email, client.cookie.split('=')[1] ?? '']
    for (const secret of [...secrets, ...secrets.map(encodeURIComponent)]) expect(written).not.toContain(secret)
    for (const id of [patient.id, group.place_id]) expect(written).not.toContain(id)
  })
})
