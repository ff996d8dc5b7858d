import { sql } from 'kysely'
import { Problem } from '../../errors.ts'
import type { Where } from '../view.ts'
import { type Sql, all, any } from './compiler.ts'
import { type ColumnPlan, shownWhen } from './plan.ts'
import { searched } from './search.ts'

/** A condition in two halves: when the reader may see what it asks about, and what it asks. */
interface Asked {
  shown: Sql
  holds: Sql
}

/** The most conditions that one statement takes, and how deep they may stand in each other. */
const mostConditions = 20
const deepest = 4

/**
 * The conditions of a list, each "shown to the reader, and so": a row whose value is hidden meets neither a
 * condition nor its opposite. Throws `not_open_for_filter`, in one fixed text, for a column that is never
 * shown or that takes no such filter, and for a name that is no column.
 */
export function compileWhere(plans: readonly ColumnPlan[], where: readonly Where[], vis: Sql): Sql {
  let count = 0
  const ask = (condition: Where, depth: number): Asked => {
    count += 1
    if (count > mostConditions || depth > deepest)
      throw new Problem('invalid', 'The list takes at most 20 conditions at once.')
    if ('not' in condition) {
      const inner = ask(condition.not, depth + 1)
      return { shown: inner.shown, holds: sql`(${inner.holds}) is not true` }
    }
    if ('any' in condition) {
      const inner = condition.any.map((one) => ask(one, depth + 1))
      return { shown: all(inner.map((one) => one.shown)), holds: any(inner.map((one) => one.holds)) }
    }
    return askColumn(plans, condition, vis)
  }
  return all(
    where.map((condition) => {
      const { shown, holds } = ask(condition, 0)
      return sql`(${shown} and ${holds})`
    }),
  )
}

type ColumnCondition = Extract<Where, { column: string }>

function askColumn(plans: readonly ColumnPlan[], { column, op, value }: ColumnCondition, vis: Sql): Asked {
  const plan = plans.find((one) => one.name === column)
  if (!plan || plan.mode === 'never' || !plan.spec.filter?.includes(op)) throw new Problem('not_open_for_filter')
  const shown = shownWhen(plan, vis)
  if (op === 'blank') return { shown, holds: sql`${plan.raw} is null` }
  if (op === 'withheld') return { shown: sql`true`, holds: sql`not (${shown})` }
  if (value === undefined) throw new Problem('invalid', 'A filter needs a value.')
  switch (op) {
    case 'eq':
      return { shown, holds: sql`${plan.raw} = ${value}` }
    case 'in':
      return { shown, holds: sql`${plan.raw} = any(${value})` }
    case 'lt':
      return { shown, holds: sql`${plan.raw} < ${value}` }
    case 'lte':
      return { shown, holds: sql`${plan.raw} <= ${value}` }
    case 'gt':
      return { shown, holds: sql`${plan.raw} > ${value}` }
    case 'gte':
      return { shown, holds: sql`${plan.raw} >= ${value}` }
    case 'search':
      return { shown, holds: searched(plan, String(value)) }
    case 'prefix': {
      const from = String(value).toLowerCase()
      return {
        shown,
        holds: sql`(lower(${plan.raw}) collate "C" >= ${from} and lower(${plan.raw}) collate "C" < ${from + '\u{10FFFF}'})`,
      }
    }
  }
}
