import type { Pool } from 'pg'
import { describe, expect, it } from 'vitest'

import { ruleFor } from '../../server/access/catalogue/catalogue.ts'
import { type Decision, mintDecision } from '../../server/access/decision.ts'
import { count, get, list } from '../../server/access/read.ts'
import type { Purpose, Role, Route } from '../../server/access/vocabulary.ts'
import { caseload } from '../../server/caseload/reads.ts'
import { patientRecord, practiceList } from '../../server/patients/reads.ts'
import { preferences } from '../../server/sharing/reads.ts'

/** Takes the text of a statement instead of running it. */
function listening(): { pool: Pool; heard: string[] } {
  const heard: string[] = []
  const query = ({ text }: { text: string }) => {
    heard.push(text)
    return Promise.resolve({ rows: [{ holds: true, id: null, total: 0 }] })
  }
  return { pool: { query } as unknown as Pool, heard }
}

function decisionOf(role: Role, purpose: Purpose, route: Route) {
  const rule = ruleFor(role, purpose, route)
  if (!rule) throw new Error('There is no such rule.')
  const nobody = '00000000-0000-4000-8000-000000000000'
  return mintDecision({
    declarationId: nobody,
    sessionId: nobody,
    practitionerId: nobody,
    practitionerRoleId: nobody,
    organisationId: nobody,
    role,
    purpose,
    route,
    placeId: nobody,
    groupId: nobody,
    patientId: null,
    endsAt: '',
    rule,
    requestId: null,
  })
}

/** One line for each clause, so that a change of a statement shows as the lines that changed. */
function inLines(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(
        /(?<!left|cross) (?=(?:with|from|where|order by|join|left join|cross join|and|union|select|case|limit) )/g,
        '\n',
      ) + '\n'
  )
}

const cursorKey = Buffer.alloc(32)
const id = '00000000-0000-4000-8000-000000000001'

/** One of each shape: each way to a patient, each kind of statement, each way in which a column can be treated. */
const statements: [name: string, of: [Role, Purpose, Route], (pool: Pool, decision: Decision) => Promise<unknown>][] = [
  [
    'list',
    ['social_worker', 'direct_care', 'group_caseload'],
    (pool, decision) => list(pool, cursorKey, decision, caseload, {}),
  ],
  [
    'list',
    ['gp', 'direct_care', 'registered_practice'],
    (pool, decision) => list(pool, cursorKey, decision, practiceList, {}),
  ],
  [
    'list',
    ['practice_nurse', 'case_finding', 'registered_practice'],
    (pool, decision) => list(pool, cursorKey, decision, practiceList, {}),
  ],
  [
    'count',
    ['community_nurse', 'care_coordination', 'named_care_manager'],
    (pool, decision) => count(pool, decision, caseload),
  ],
  [
    'record',
    ['community_nurse', 'safeguarding', 'group_caseload'],
    (pool, decision) => get(pool, decision, patientRecord, { id }),
  ],
  [
    'preferences',
    ['community_nurse', 'direct_care', 'group_caseload'],
    (pool, decision) => list(pool, cursorKey, decision, preferences, { patient: id }),
  ],
]

describe('the statement of', () => {
  it.each(statements)('%s, for %j, is the one that was looked at', async (name, [role, purpose, route], read) => {
    const { pool, heard } = listening()
    await read(pool, decisionOf(role, purpose, route))
    expect(heard).toHaveLength(1)
    await expect(inLines(heard[0] ?? '')).toMatchFileSnapshot(`sql/${name}.${role}.${purpose}.${route}.sql`)
  })
})
