/** A small tree in which each import rule is broken once, and its neighbours keep to it. */
export interface PlantedImport {
  /** The name of the rule in .dependency-cruiser.cjs. */
  readonly rule: string
  /** The file that breaks it, and what it says. */
  readonly breaks: readonly [path: string, source: string]
}

/** Each breach. Every file that is imported here is in `innocent`. */
export const breaches: readonly PlantedImport[] = [
  { rule: 'no-circles', breaks: ['server/circle-a.ts', `import { b } from './circle-b.ts'\nexport const a = b`] },
  {
    rule: 'app-takes-types-from-server',
    breaks: ['app/routes/list.tsx', `import { rule } from '../../server/patients/rules.ts'\nexport default rule`],
  },
  { rule: 'server-knows-no-app', breaks: ['server/print.ts', `import root from '../app/root.tsx'\nexport { root }`] },
  {
    rule: 'domains-know-no-other-domain',
    breaks: ['server/caseload/reads.ts', `import { rule } from '../patients/rules.ts'\nexport { rule }`],
  },
  {
    rule: 'domains-know-no-other-domain',
    breaks: ['server/flags/schema.ts', `import type { Rule } from '../patients/rules.ts'\nexport type Flag = Rule`],
  },
  {
    rule: 'queries-are-built-behind-the-gate',
    breaks: ['server/patients/reads.ts', `import { sql } from 'kysely'\nexport { sql }`],
  },
  {
    rule: 'queries-are-built-behind-the-gate',
    breaks: ['server/auth/adapter.ts', `import { sql } from 'kysely'\nexport { sql }`],
  },
  { rule: 'only-the-database-connects', breaks: ['server/access/gate.ts', `import pg from 'pg'\nexport { pg }`] },
  {
    rule: 'live-knows-no-domain',
    breaks: ['server/live/rooms.ts', `import { rule } from '../patients/rules.ts'\nexport { rule }`],
  },
  {
    rule: 'the-gate-stands-alone',
    breaks: ['server/access/decide.ts', `import { door } from '../auth/door.ts'\nexport { door }`],
  },
  {
    rule: 'the-gate-stands-alone',
    breaks: ['server/database/outbox.ts', `import { events } from '../live/events.ts'\nexport { events }`],
  },
  {
    rule: 'only-auth-knows-lucia',
    breaks: ['server/cookies.ts', `import type { Lucia } from 'lucia'\nexport type L = Lucia`],
  },
  {
    rule: 'production-knows-no-test',
    breaks: ['server/sample.ts', `import { people } from '../tests/support/people.ts'\nexport { people }`],
  },
  { rule: 'nothing-unresolved', breaks: ['server/lost.ts', `import { gone } from './gone.ts'\nexport { gone }`] },
]

/** Files that keep every rule: what the breaches import, and imports that only look like breaches. */
export const innocent: Readonly<Record<string, string>> = {
  'server/circle-b.ts': `import { a } from './circle-a.ts'\nexport const b: number = a`,
  'server/patients/rules.ts': `export type Rule = string\nexport const rule: Rule = 'rule'`,
  'server/patients/schema.ts': `import { rule } from './rules.ts'\nexport { rule }`,
  'server/patients/writes.ts': `import type { Kysely } from 'kysely'\nexport type Database = Kysely<object>`,
  'server/auth/door.ts': `import { Lucia } from 'lucia'\nexport const door = Lucia`,
  'server/live/events.ts': `export const events = 'events'`,
  'server/access/compile.ts': `import { sql } from 'kysely'\nexport { sql }`,
  'server/access/run.ts': `import type { Pool } from 'pg'\nexport type P = Pool`,
  'server/database/connection.ts': `import pg from 'pg'\nimport { Kysely } from 'kysely'\nexport { Kysely, pg }`,
  'migrations/0001_start.ts': `import { sql } from 'kysely'\nexport { sql }`,
  'app/root.tsx': `import type { Rule } from '../server/patients/rules.ts'\nexport default 'root' as Rule`,
  'tests/support/people.ts': `import pg from 'pg'\nimport { rule } from '../../server/patients/rules.ts'\nexport const people = [pg, rule]`,
}

/** Stand-ins for the packages that rules name. */
export const packages: readonly string[] = ['kysely', 'pg', 'lucia']
