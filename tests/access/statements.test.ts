import type { Pool } from 'pg'
import { describe, expect, it } from 'vitest'

import { ruleFor } from '../../server/access/catalogue/catalogue.ts'
import { mintDecision } from '../../server/access/decision.ts'
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

const readers: [Role, Purpose, Route][] = [
  ['social_worker', 'direct_care', 'group_caseload'],
  ['link_worker', 'direct_care', 'group_caseload'],
  ['community_nurse', 'safeguarding', 'group_caseload'],
  ['community_nurse', 'care_coordination', 'named_care_manager'],
  ['gp', 'direct_care', 'registered_practice'],
  ['practice_nurse', 'case_finding', 'registered_practice'],
]

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

describe.each(readers)('for a %s in %s by %s', (role, purpose, route) => {
  const decision = decisionOf(role, purpose, route)
  const practice = route === 'registered_practice'

  it.each<[string, (pool: Pool) => Promise<unknown>]>([
    [
      'list',
      (pool) =>
        practice ? list(pool, cursorKey, decision, practiceList, {}) : list(pool, cursorKey, decision, caseload, {}),
    ],
    ['count', (pool) => (practice ? count(pool, decision, practiceList) : count(pool, decision, caseload))],
    ['record', (pool) => get(pool, decision, patientRecord, { id })],
    ['preferences', (pool) => list(pool, cursorKey, decision, preferences, { patient: id })],
  ])('the statement of %s is the one that was looked at', async (name, read) => {
    const { pool, heard } = listening()
    await read(pool)
    expect(heard).toHaveLength(1)
    await expect(inLines(heard[0] ?? '')).toMatchFileSnapshot(`sql/${name}.${role}.${purpose}.${route}.sql`)
  })
})
