import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { hashPassword } from '../../server/auth/password.ts'
import { readNhsNumber } from '../../server/nhs-number.ts'
import { sampleCare, samplePeople } from '../../server/database/sample/care.ts'
import { loadSampleData } from '../../server/database/sample/load.ts'
import { sampleSignIns } from '../../server/database/sample/sign-ins.ts'
import { testDatabase } from '../support/database.ts'
import { testGate } from '../support/gate.ts'

const database = await testDatabase()
const owner = database.owner.kysely
const loading = { owner, gate: testGate(database), hashPassword }

async function countOf(query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  const { rows } = await query.execute(owner)
  return rows[0]?.count ?? 0
}

describe('the sample', () => {
  it('fills an empty database in less than 20 seconds', async () => {
    const began = Date.now()
    expect(await loadSampleData(loading)).toBe(true)
    expect(Date.now() - began).toBeLessThan(20_000)
    expect(await countOf(sql`select count(*) from care.patient`)).toBe(samplePeople)
  })

  it('changes nothing when it is there already', async () => {
    expect(await loadSampleData(loading)).toBe(false)
  })

  it('puts every row that it makes in, the dead apart from the list', async () => {
    const rows = sampleCare({ now: new Date() })
    for (const [table, made] of Object.entries(rows)) {
      expect([table, await countOf(sql`select count(*) from ${sql.table(`care.${table}`)}`)]).toEqual([
        table,
        made.length,
      ])
    }
    expect(
      await countOf(sql`select count(*) from care.caseload_entry e join care.patient p on p.id = e.patient_id
        where p.deceased and e.status not in ('finished', 'cancelled')`),
    ).toBe(0)
  })

  it('gives each group a list with people in every state', async () => {
    const { rows } = await sql<{
      states: number
      unconfirmed: number
      managed: number
      late: number
      objected: number
    }>`
      select count(distinct e.status)::integer as states, count(*) filter (where confirmed_at is null) as unconfirmed,
        count(*) filter (where care_manager_accepted_at is not null) as managed,
        count(*) filter (where review_due < current_date) as late, count(*) filter (where p.objected) as objected
      from care.caseload_entry e join care.patient p on p.id = e.patient_id group by e.group_id`.execute(owner)
    expect(rows).toHaveLength(8)
    for (const { states, ...counts } of rows) {
      expect(states).toBe(6)
      for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
    }
  })

  it('has S-flags, sensitive and legally restricted entries, and codes that wait to be classified', async () => {
    expect(await countOf(sql`select count(*) from care.patient where restricted_record`)).toBeGreaterThan(5)
    for (const bit of [9, 17, 18]) {
      const entries = sql<{ count: number }>`select count(*) from (
        select categories from care.condition union all select categories from care.information_note
        union all select categories from care.patient_name) entry where categories & (1 << ${bit}::integer) <> 0`
      expect(await countOf(entries)).toBeGreaterThan(3)
    }
  })

  it('makes the same people of the same seed and moment', () => {
    const now = new Date('2026-03-02T09:00:00Z')
    expect(sampleCare({ now, people: 40 })).toEqual(sampleCare({ now, people: 40 }))
  })

  it('gives people NHS numbers that are valid, never issued, and their own', () => {
    const numbers = (sampleCare({ now: new Date() }).patient ?? []).flatMap(({ nhs_number }) => nhs_number ?? [])
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect([number.slice(0, 3), readNhsNumber(number)]).toEqual(['999', number])
  })

  it('signs in somebody of every role, a nurse and a social worker of one group first', () => {
    const signIns = sampleSignIns()
    expect(new Set(signIns.map(({ role }) => role)).size).toBe(14)
    expect(new Set(signIns.map(({ email }) => email)).size).toBe(signIns.length)
    expect(signIns.slice(0, 2).map(({ role, group }) => [role, group])).toEqual([
      ['community_nurse', 'Rivergreen group'],
      ['social_worker', 'Rivergreen group'],
    ])
  })
})
