import type { z } from 'zod'

import { hashPassword } from '../auth/password.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database/connection.ts'
import { createFirstAdministrator } from '../database/first-administrator.ts'
import { migrateToLatest } from '../database/migrate.ts'
import { openAsOwner } from '../database/open.ts'
import {
  type Answers,
  answersFromFlags,
  answersSchema,
  passwordSchema,
  type Question,
  wrongWith,
} from './administrator-answers.ts'
import { firstLineOfInput, openPrompt } from './prompt.ts'

/**
 * npm run create-administrator: the first organisation, sharing agreement, group, membership and account of an empty
 * database. Asks for what the flags do not say; without a terminal it takes the password from standard input.
 */
async function run(): Promise<void> {
  const { answers, password } = process.stdin.isTTY ? await askPerson() : await readWithoutPerson()
  const { ownerUrl, close } = await openAsOwner(readConfig())
  try {
    await migrateToLatest(ownerUrl)
    const owner = connect(ownerUrl, { size: 1 })
    try {
      await createFirstAdministrator(owner.kysely, {
        organisation: { name: answers.organisation, ods_code: answers['ods-code'], kind: answers.kind },
        agreement: { title: answers.agreement, dpia_reference: answers['dpia-reference'] },
        group: answers.group,
        practitioner: { family_name: answers['family-name'], given_names: answers['given-names'] },
        role: answers.role,
        account: { email: answers.email, password_hash: await hashPassword(password) },
      })
    } finally {
      await owner.close()
    }
  } finally {
    await close()
  }
  process.stdout.write(`${answers.email} can sign in now, as the first member of ${answers.group}.\n`)
}

async function askPerson(): Promise<{ answers: Answers; password: string }> {
  const given: Partial<Record<Question, string>> = answersFromFlags(process.argv.slice(2))
  const prompt = openPrompt()
  try {
    for (const name of Object.keys(answersSchema.shape) as Question[]) {
      const schema: z.ZodType = answersSchema.shape[name]
      const usual = name === 'role' ? 'system_administrator' : undefined
      given[name] ??= await prompt.ask(schema.description ?? name, (answer) => wrongWith(schema, answer), usual)
    }
    const answers = parseAnswers(given)
    const password = await prompt.askHidden('Password', (answer) => wrongWith(passwordSchema, answer))
    await prompt.askHidden('The same again', (again) => (again === password ? undefined : 'is not the same'))
    return { answers, password }
  } finally {
    prompt.close()
  }
}

async function readWithoutPerson(): Promise<{ answers: Answers; password: string }> {
  const answers = parseAnswers(answersFromFlags(process.argv.slice(2)))
  const password = await firstLineOfInput()
  const wrong = wrongWith(passwordSchema, password)
  if (wrong !== undefined) throw new Error(`The password, which is read from standard input, ${wrong}.`)
  return { answers, password }
}

function parseAnswers(given: Partial<Record<Question, string>>): Answers {
  const parsed = answersSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.')
    return `  --${name} ${given[name as Question] === undefined ? 'is needed' : issue.message}`
  })
  throw new Error(`Some flags are not right:\n${lines.join('\n')}`)
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
