import { categories } from '../../server/access/categories.ts'
import { partNames } from '../../server/patients/schema.ts'
import { problemOf } from '../../server/problem-report.ts'
import type { Caller } from '../../server/router.ts'

const listSorts = ['family_name', 'birth_date', 'status', 'review_due', 'added_at', 'registered_practice'] as const
const practiceSorts = ['family_name', 'birth_date'] as const
const directions = ['asc', 'desc'] as const

/**
 * Everything that a reader may get to know through the API of the list and of these people, as the bytes that
 * they would get: pages in every order, filters, counts, records and what is told of them, and each refusal.
 *
 * @param names what is searched for: chosen to hit what was there and what is there now
 */
export async function everythingAnswered(
  api: Caller,
  declaration: string,
  ids: readonly string[],
  names: readonly string[],
): Promise<string[]> {
  const answers: string[] = []
  const ask = async (question: () => Promise<unknown>) => void answers.push(await answer(question))
  const pages = async (list: (after: string | undefined) => Promise<{ rows: unknown[]; next: string | null }>) => {
    let after: string | null | undefined
    do {
      const from = after ?? undefined
      after = null
      await ask(async () => {
        const { rows, next } = await list(from)
        after = next
        // A cursor is sealed anew each time, so its length stands for it.
        return { rows, cursor: next?.length ?? null }
      })
    } while (after)
  }
  for (const direction of directions) {
    for (const by of listSorts) {
      const question = { declaration, limit: 5, sort: { by, direction } }
      await pages((after) => api.caseload.list({ ...question, ...(after && { after }) }))
    }
    for (const by of practiceSorts) {
      const question = { declaration, limit: 5, sort: { by, direction } }
      await pages((after) => api.patients.list({ ...question, ...(after && { after }) }))
    }
  }
  for (const filter of [
    {},
    { review_due_by: '2027-01-14' },
    { care_manager: 'nobody' as const },
    ...names.map((name) => ({ name })),
  ]) {
    await ask(() => api.caseload.list({ declaration, filter }).then(({ seen, ...list }) => [list, seen.length]))
    await ask(() => api.caseload.count({ declaration, filter }))
  }
  for (const name of names) await ask(() => api.patients.count({ declaration, filter: { name } }))
  for (const patient of ids) {
    await ask(() => api.patients.record({ declaration, patient }))
    await ask(() => api.sharing.list({ declaration, patient }).then(({ rows }) => rows))
    for (const part of partNames) {
      await ask(() =>
        api.patients.older({ declaration, patient, part, limit: 1 }).then(({ rows, next }) => [rows, next?.length]),
      )
    }
  }
  for (const category of categories) await ask(() => api.guidance.explain({ declaration, category }))
  return answers
}

async function answer(question: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await question())
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'internal') throw error
    return JSON.stringify(problem)
  }
}
