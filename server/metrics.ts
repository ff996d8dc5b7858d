import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What the program tells of itself in numbers. No label names a person, a patient, a place, a path or an address:
 * each is one of a few words that stand in the code.
 */
export interface Metrics {
  /** An answer over HTTP. `route` is a pattern, never a path; `seconds` from the head of the request to the end. */
  readonly answered: (answer: { method: string; route: string; status: number; seconds: number }) => void
  /** A gated read of a view: `answered`, `empty`, the code of a problem, or `failed`. */
  readonly read: (kind: string, view: string, outcome: string, seconds: number) => void
  /** A command: `done`, `conflict`, `refused`, the code of a problem, or `failed`. */
  readonly written: (command: string, outcome: string, seconds: number) => void
  /** Screens were told of changes: `seconds` from when they were noticed to when the last screen was told. */
  readonly told: (seconds: number) => void
  /** A number that is read whenever somebody asks for the metrics. */
  readonly gauge: (name: string, help: string, read: () => number) => void
  /** All of it, in Prometheus's text format. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Up to the time after which a statement is ended, in seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** The methods that are told apart; a client can send any word for one. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** Makes the metrics of one program, beginning at nothing. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counted = <Label extends string>(name: string, help: string, labelNames: Label[]) => ({
    count: new Counter({ name: `${name}_total`, help, labelNames, registers }),
    seconds: new Histogram({
      name: `${name}_seconds`,
      help: `${help}: how long each took`,
      labelNames: labelNames.slice(0, -1),
      buckets: SECONDS,
      registers,
    }),
  })
  const answers = counted('caseload_http_answers', 'Answers over HTTP', ['method', 'route', 'status'])
  const reads = counted('caseload_gate_reads', 'Reads of patient information', ['kind', 'view', 'outcome'])
  const writes = counted('caseload_gate_writes', 'Commands about patients', ['command', 'outcome'])
  const lag = new Histogram({
    name: 'caseload_live_telling_seconds',
    help: 'From when changes were noticed to when every screen here was told',
    buckets: SECONDS,
    registers,
  })

  return {
    answered({ method: given, route, status, seconds }) {
      const method = METHODS.has(given) ? given : 'other'
      answers.count.inc({ method, route, status: `${Math.floor(status / 100)}xx` })
      answers.seconds.observe({ method, route }, seconds)
    },
    read(kind, view, outcome, seconds) {
      reads.count.inc({ kind, view, outcome })
      reads.seconds.observe({ kind, view }, seconds)
    },
    written(command, outcome, seconds) {
      writes.count.inc({ command, outcome })
      writes.seconds.observe({ command }, seconds)
    },
    told: (seconds) => lag.observe(seconds),
    gauge(name, help, read) {
      new Gauge({
        name: `caseload_${name}`,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
