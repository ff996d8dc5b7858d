import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { catalogue, ruleFor } from '../../server/access/catalogue/catalogue.ts'
import { type Category, categories } from '../../server/access/categories.ts'
import { explain } from '../../server/access/explain.ts'
import type { Decision } from '../../server/access/decision.ts'
import type { Purpose, Role } from '../../server/access/vocabulary.ts'
import { policyPage } from '../../server/guidance/policy-page.ts'
import { explained, policy } from '../../server/guidance/rules.ts'
import { explainOutput, policyOutput } from '../../server/guidance/schema.ts'

describe('the policy as a page', () => {
  it('has every cell of the catalogue once', () => {
    const { tables } = policy()
    const cells = tables.flatMap((table) =>
      table.routes.flatMap((route) =>
        table.rows.map(({ role, cells: row }) => [
          table.purpose.value,
          route.value,
          table.basis ?? '',
          role.value,
          row,
        ]),
      ),
    )
    const rules = catalogue.map(({ purpose, route, basis, role, cells: row }) => [
      purpose,
      route,
      basis ?? '',
      role,
      categories.map((category) => row[category]),
    ])
    const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
    expect(sorted(cells)).toEqual(sorted(rules))
  })

  it('is what its output schema says', () => {
    expect(policyOutput.parse(policy())).toEqual(policy())
  })

  it('in docs is the policy that runs; npm run docs writes it', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/policy.md'), 'utf8')
    expect(page).toBe(policyPage())
  })
})

function asked(role: Role, purpose: Purpose, category: Category) {
  const rule = ruleFor(role, purpose, 'group_caseload')
  if (!rule) throw new Error('There is no such rule.')
  const answer = explain({ role, purpose, rule } as Decision, category)
  return explained({ role, purpose }, category, answer)
}

describe('an explanation', () => {
  it('says why, and what to do next', () => {
    const why = asked('social_worker', 'direct_care', 'medicines')
    expect(why.heading).toBe("Why can't I see medicines?")
    expect(why.words).toMatch(/^For direct care, a social worker is not shown medicines\. You can't see this because /)
    expect(why.next).toMatch(/ask the person or their registered practice/)
    expect(why.next).toMatch(/safeguarding concern/)
  })

  it('sends nobody to a safeguarding concern who may not declare one', () => {
    expect(asked('link_worker', 'direct_care', 'medicines').next).not.toMatch(/safeguarding/)
  })

  it('speaks of the law alone where the law restricts', () => {
    const why = asked('gp', 'direct_care', 'legally_restricted')
    expect(why.guidance.map(({ title }) => title)).toEqual(['Restricted by law'])
  })

  it('is whole for every rule and category', () => {
    for (const { role, purpose, route } of catalogue) {
      if (route !== 'group_caseload') continue
      for (const category of categories) expect(() => explainOutput.parse(asked(role, purpose, category))).not.toThrow()
    }
  })
})
