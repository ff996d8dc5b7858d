import { join, resolve } from 'node:path'

import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')

/** Names that no file has, so that the type-checked rules treat what is planted as part of the project. */
const planted = ['server/planted.ts', 'app/planted.tsx']

const eslint = new ESLint({
  cwd: project,
  overrideConfig: {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: planted, defaultProject: 'tsconfig.json' } },
    },
  },
})

/** The names of the rules that a source breaks. */
async function broken(source: string, path = 'server/planted.ts'): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(source, { filePath: join(project, path) })
  return (result?.messages ?? []).map((message) => message.ruleId)
}

describe('the linter', () => {
  it('lets plain code through', async () => {
    expect(await broken(`export const answer = 42\n`)).toEqual([])
  })

  it('refuses any', async () => {
    expect(await broken(`export const value: any = 1\n`)).toContain('@typescript-eslint/no-explicit-any')
  })

  it('refuses a check switched off by comment', async () => {
    expect(await broken(`// @ts-ignore\nexport const value: string = 1\n`)).toContain(
      '@typescript-eslint/ban-ts-comment',
    )
  })

  it('refuses a promise, or a query, that nobody waits for', async () => {
    const promise = `export function save(write: () => Promise<void>): void {\n  write()\n}\n`
    expect(await broken(promise)).toContain('@typescript-eslint/no-floating-promises')
    const query = `import type { Kysely } from 'kysely'\nexport function save(db: Kysely<{ a: { b: string } }>): void {\n  db.insertInto('a').values({ b: '' }).execute()\n}\n`
    expect(await broken(query)).toContain('@typescript-eslint/no-floating-promises')
  })

  it('refuses a file of more than 400 lines', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const v${i} = ${i}\n`).join('')
    expect(await broken(lines(400))).toEqual([])
    expect(await broken(lines(401))).toContain('max-lines')
  })

  it('refuses to read the environment anywhere but in the settings', async () => {
    expect(await broken(`export const port = process.env['PORT']\n`)).toContain('no-restricted-syntax')
  })

  it('refuses a picture without words', async () => {
    expect(await broken(`export const Picture = () => <img src="/a.png" />\n`, 'app/planted.tsx')).toContain(
      'jsx-a11y/alt-text',
    )
  })
}, 60_000)
