import { Problem } from './errors.ts'

/** What became of a command, as the gate says it. */
export type Outcome = 'done' | 'conflict' | 'refused'

/**
 * The answer to a command that was carried out.
 *
 * @throws Problem('conflict') when it was meant for an older version, Problem('refused') when it may not be
 *   done or there is nothing to do it to: the two are told apart from each other by nobody
 */
export function settle(outcome: Outcome): { outcome: 'done' } {
  if (outcome !== 'done') throw new Problem(outcome)
  return { outcome }
}
