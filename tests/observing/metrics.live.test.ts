import { describe, expect, it } from 'vitest'

import { testDatabase } from '../support/database.ts'
import { canary, observed, traffic } from './world.ts'

const TOKEN = 'a token that is long enough for a test'

const database = await testDatabase()
const site = await observed(database, { METRICS_TOKEN: TOKEN })

const metrics = (headers: Record<string, string> = {}) => fetch(new URL('/metrics', site.url), { headers })

describe('the metrics', () => {
  it('count what was asked, and name nobody', async () => {
    await traffic(site)
    const text = await (await metrics()).text()
    expect(text).toMatch(
      /^caseload_http_answers_total\{method="GET",route="\/places\/:placeId\/people",status="2xx"\} \d/m,
    )
    expect(text).toMatch(/^caseload_http_answers_total\{method="GET",route="\(none\)",status="4xx"\} \d/m)
    expect(text).toMatch(/^caseload_gate_reads_total\{kind="list",view="caseload",outcome="answered"\} \d/m)
    expect(text).toMatch(/^caseload_gate_reads_seconds_bucket\{le="0.1",kind="get",view="record"\} \d/m)
    expect(text).toMatch(/^caseload_database_connections_idle \d/m)
    expect(text).toMatch(/^caseload_live_sockets 0$/m)
    expect(text).toMatch(/^process_cpu_seconds_total /m)
    for (const word of Object.values(canary)) expect(text).not.toContain(word)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    expect(text).not.toContain('@')
  })

  it('are there for this machine past every proxy, and for whoever bears the token', async () => {
    const authorization = `Bearer ${TOKEN}`
    const forwarded = { 'x-forwarded-for': '203.0.113.7' }
    expect((await metrics()).status).toBe(200)
    expect((await metrics(forwarded)).status).toBe(404)
    expect((await metrics({ ...forwarded, authorization })).status).toBe(200)
    expect((await metrics({ ...forwarded, authorization: `${authorization}.` })).status).toBe(404)
    expect((await metrics({ ...forwarded, authorization: 'Bearer ' })).status).toBe(404)
  })
})
