import type { Decision } from '../../../server/access/decision.ts'
import type { Gate } from '../../../server/access/gate.ts'
import type { Operator, Where } from '../../../server/access/view.ts'
import { askingEntries, askingPatients, everyCell } from '../equivalence/views.ts'

type Column = keyof typeof askingEntries.columns

const compared: readonly Operator[] = ['eq', 'lt', 'gte', 'prefix']
const unvalued: readonly Operator[] = ['blank', 'withheld']
const pageSize = 20

/**
 * Everything that a reader may get to know of the list and of these people, as the bytes that they would get:
 * pages in every order, filters, counts, records, and the code of each refusal.
 *
 * @param values what filters compare with: it is chosen to hit what was there and what is there now
 */
export async function everythingAnswered(
  gate: Gate,
  decision: Decision,
  ids: readonly string[],
  values: readonly string[],
): Promise<string[]> {
  const columns = Object.keys(askingEntries.columns) as Column[]
  const asked = decision.route === 'registered_practice' ? columns.filter((column) => column !== 'review_due') : columns
  const answers = [
    await answer(() => gate.list(decision, everyCell)),
    await answer(() => gate.disclose(decision, everyCell).then(({ rows }) => rows)),
  ]
  for (const column of asked) {
    for (const direction of ['asc', 'desc'] as const)
      answers.push(...(await pages(gate, decision, { column, direction })))
    for (const where of questionsAbout(column, column === 'review_due' ? ['2027-01-14'] : values)) {
      answers.push(await answer(() => listOf(gate, decision, { where: [where] })))
      answers.push(await answer(() => countOf(gate, decision, [where])))
    }
  }
  answers.push(await answer(() => countOf(gate, decision, [])))
  for (const id of ids) answers.push(await answer(() => gate.get(decision, everyCell, { id })))
  return answers
}

function questionsAbout(column: Column, values: readonly string[]): Where<Column>[] {
  const possible = column === 'review_due' ? compared.filter((op) => op !== 'prefix') : compared
  const searched = column === 'family_name' ? values.map((value) => ({ column, op: 'search' as const, value })) : []
  const questions: Where<Column>[] = [
    ...unvalued.map((op) => ({ column, op })),
    ...possible.flatMap((op) => values.map((value) => ({ column, op, value }))),
    ...searched,
  ]
  return [...questions, ...questions.map((not) => ({ not }))]
}

type Options = NonNullable<Parameters<Gate['list']>[2]>

function listOf(gate: Gate, decision: Decision, options: Options) {
  const view = decision.route === 'registered_practice' ? askingPatients : askingEntries
  return gate.list(decision, view, options as never)
}

function countOf(gate: Gate, decision: Decision, where: Where<Column>[]) {
  const view = decision.route === 'registered_practice' ? askingPatients : askingEntries
  return gate.count(decision, view, { where } as never)
}

/** The pages of a list one after another. A cursor is sealed anew each time, so its length stands for it. */
async function pages(
  gate: Gate,
  decision: Decision,
  orderBy: { column: Column; direction: 'asc' | 'desc' },
): Promise<string[]> {
  const answers: string[] = []
  let after: string | null | undefined
  do {
    after = await page(answers, () =>
      listOf(gate, decision, { orderBy: [orderBy], limit: pageSize, ...(after && { after }) }),
    )
  } while (after)
  return answers
}

async function page(answers: string[], ask: () => ReturnType<typeof listOf>): Promise<string | null> {
  let next: string | null = null
  answers.push(
    await answer(async () => {
      const { rows, next: cursor } = await ask()
      next = cursor
      return { rows, cursor: cursor?.length ?? null }
    }),
  )
  return next
}

/** What came back, or the code and words of the refusal. */
async function answer(ask: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await ask())
  } catch (error) {
    if (error instanceof Error && 'code' in error) return JSON.stringify([error.code, error.message])
    throw error
  }
}
