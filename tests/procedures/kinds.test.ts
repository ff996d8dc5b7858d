import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { appRouter } from '../../server/router.ts'

interface Walked {
  path: string
  meta: { kind?: string } | undefined
  inputs: unknown[]
  output: unknown
}

/** Every procedure of the router, by its path. */
function walk(): Walked[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    const { meta, inputs, output } = (
      procedure as unknown as { _def: { meta?: { kind?: string }; inputs: unknown[]; output?: unknown } }
    )._def
    return { path, meta, inputs, output }
  })
}

const procedures = walk()

/** A value that no schema of an input takes, so that a procedure that takes anything is found out. */
const nonsense = { nobody: 'knows this' }

describe('every procedure', () => {
  test('is found by the walk', () => {
    expect(procedures.length).toBeGreaterThan(25)
    expect(procedures.map(({ path }) => path)).toContain('caseload.takeOff')
  })

  test.each(procedures)('$path says who may call it', ({ meta }) => {
    expect(['public', 'signedIn', 'withAccess']).toContain(meta?.kind)
  })

  test.each(procedures)('$path says what it gives', ({ output }) => {
    expect(output).toBeInstanceOf(z.core.$ZodType)
  })

  test.each(procedures.filter(({ inputs }) => inputs.length > 0))(
    '$path refuses what it does not know',
    ({ inputs }) => {
      const refused = inputs.map((input) => (input as z.ZodType).safeParse(nonsense))
      const unknownNames = refused.flatMap(({ error }) => error?.issues.map(({ code }) => code) ?? [])
      expect(unknownNames).toContain('unrecognized_keys')
    },
  )

  test.each(procedures.filter(({ meta }) => meta?.kind === 'withAccess'))(
    '$path asks for the declaration in its input',
    ({ inputs }) => {
      const paths = inputs.flatMap(
        (input) => (input as z.ZodType).safeParse({}).error?.issues.map(({ path }) => path[0]) ?? [],
      )
      expect(paths).toContain('declaration')
    },
  )

  test('that is public is one of these, and every other needs a session', () => {
    const open = procedures.filter(({ meta }) => meta?.kind === 'public').map(({ path }) => path)
    expect(open.sort()).toEqual(['auth.me', 'auth.signIn', 'guidance.policy', 'guidance.reasons'])
  })

  test('that touches patients needs a declaration', () => {
    const domains = ['caseload.', 'patients.', 'sharing.']
    const touching = procedures.filter(({ path }) => domains.some((domain) => path.startsWith(domain)))
    const without = touching.filter(({ meta }) => meta?.kind !== 'withAccess').map(({ path }) => path)
    expect(without).toEqual(['sharing.choices'])
  })
})
