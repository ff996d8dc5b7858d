import { randomUUID } from 'node:crypto'

import { TRPCClientError } from '@trpc/client'
import { describe, expect, it, vi } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { breakTheAudit, observed } from './world.ts'

const database = await testDatabase()
const { program, client, group, world, declaration } = await observed(database)

const RANDOM = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The lines of the log that name a request, as soon as there are any. */
async function linesOf(request: string): Promise<object[]> {
  const lines = () =>
    program
      .written()
      .split('\n')
      .filter((line) => line.includes(request))
  await vi.waitFor(() => expect(lines()).not.toEqual([]))
  return lines().map((line) => JSON.parse(line) as object)
}

async function auditOf(request: string): Promise<object[]> {
  return world.db.selectFrom('care.audit_event').where('request_id', '=', request).select(['view', 'outcome']).execute()
}

describe('the number of a request', () => {
  it('is one on the screen, in the answer, in the log and in the audit', async () => {
    const answer = await client.page(`/places/${group.place_id}/people/${randomUUID()}`)
    const number = answer.headers.get('x-request-id') ?? ''
    expect(number).toMatch(RANDOM)
    expect(await answer.text()).toMatch(new RegExp(`give this number: (<!-- -->)?${number}<`))
    expect(await linesOf(number)).toContainEqual(expect.objectContaining({ request: number, msg: 'answered' }))
    expect(await auditOf(number)).toContainEqual({ view: 'record', outcome: 'empty' })
  })

  it('is a new one each time, whatever the browser says', async () => {
    const forged = randomUUID()
    const numbers = await Promise.all(
      [1, 2].map(async () => {
        const url = (await program.ready()) + 'policy'
        return (await fetch(url, { headers: { 'x-request-id': forged } })).headers.get('x-request-id')
      }),
    )
    expect(new Set([...numbers, forged]).size).toBe(3)
  })

  it('stands in what the API says of a problem, and in the log of what nobody foresaw', async () => {
    await breakTheAudit(world)
    const failure: unknown = await client.api.caseload.list.query({ declaration }).catch((error: unknown) => error)
    if (!(failure instanceof TRPCClientError)) throw new Error('The call was answered.')
    const { requestId } = failure.data as { requestId: string }
    expect(await linesOf(requestId)).toContainEqual(
      expect.objectContaining({ request: requestId, msg: 'a procedure failed' }),
    )

    const page = await client.page(`/places/${group.place_id}/people`)
    expect(page.status).toBe(500)
    const number = page.headers.get('x-request-id') ?? ''
    expect(await page.text()).toContain(number)
    expect(await linesOf(number)).toContainEqual(expect.objectContaining({ request: number, msg: 'a page failed' }))
  })
})
