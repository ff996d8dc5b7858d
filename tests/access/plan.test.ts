import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'

import { ruleFor } from '../../server/access/catalogue/catalogue.ts'
import { compile } from '../../server/access/sql/compiler.ts'
import { planView, shownWhen } from '../../server/access/sql/plan.ts'
import { modeOf } from '../../server/access/sql/visibility.ts'
import { caseload } from './views.ts'

describe('a column that the policy never shows', () => {
  it('is shown of nobody, wherever its plan is used', () => {
    const rule = ruleFor('link_worker', 'direct_care', 'group_caseload')
    const plan = rule && planView(rule, caseload).find(({ name }) => name === 'ethnic')
    expect(plan?.mode).toBe('never')
    expect(plan && compile(shownWhen(plan, sql`v.vis`)).sql).toBe('false')
  })
})

describe('where somebody is, in a safeguarding concern', () => {
  it('is never taken for shown of everybody, since the S-flag hides it', () => {
    const rule = ruleFor('gp', 'safeguarding', 'group_caseload')
    expect(rule?.cells.location.effect).toBe('show')
    expect(rule && modeOf(rule, 'location')).toBe('conditional')
  })
})
