import type { Gate } from './access/gate.ts'
import type { Write } from './access/write.ts'
import { Problem } from './errors.ts'
import type { Metrics } from './metrics.ts'

/** The same gate, whose reads and commands are counted and timed. */
export function measuredGate(gate: Gate, { read, written }: Pick<Metrics, 'read' | 'written'>): Gate {
  const reading = (kind: string, view: string) => (outcome: string, seconds: number) =>
    read(kind, view, outcome, seconds)
  const writing = (command: string) => (outcome: string, seconds: number) => written(command, outcome, seconds)

  return {
    ...gate,
    list: (decision, view, options) =>
      measured(
        () => gate.list(decision, view, options),
        ({ rows }) => (rows.length > 0 ? 'answered' : 'empty'),
        reading('list', view.name),
      ),
    get: (decision, view, which) =>
      measured(
        () => gate.get(decision, view, which),
        (row) => (row ? 'answered' : 'empty'),
        reading('get', view.name),
      ),
    count: (decision, view, options) =>
      measured(
        () => gate.count(decision, view, options),
        () => 'answered',
        reading('count', view.name),
      ),
    disclose: (decision, view, options) =>
      measured(
        () => gate.disclose(decision, view, options),
        ({ rows }) => (rows.length > 0 ? 'answered' : 'empty'),
        reading('disclose', view.name),
      ),
    write: (decision, what) => measured(() => gate.write(decision, what), String, writing(nameOf(what))),
    propose: (decision, proposal) => measured(() => gate.propose(decision, proposal), String, writing('propose')),
    confirm: (decision, command) => measured(() => gate.confirm(decision, command), String, writing('confirm')),
    accept: (decision, command) => measured(() => gate.accept(decision, command), String, writing('accept')),
  }
}

/** @param outcomeOf what became of a call that did not throw */
async function measured<Result>(
  call: () => Promise<Result>,
  outcomeOf: (result: Result) => string,
  tell: (outcome: string, seconds: number) => void,
): Promise<Result> {
  const started = performance.now()
  let outcome = 'failed'
  try {
    const result = await call()
    outcome = outcomeOf(result)
    return result
  } catch (error) {
    if (error instanceof Problem) outcome = error.code
    throw error
  } finally {
    tell(outcome, (performance.now() - started) / 1000)
  }
}

/** Which table a write changes and how; several changes at once go by one name. */
function nameOf({ changes: [first, ...rest] }: Write): string {
  return first && rest.length === 0 ? `${first.table} ${first.op}` : 'several'
}
