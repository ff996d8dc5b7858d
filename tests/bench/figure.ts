/** One measured figure; `npm run bench -- --json` prints each as one line. */
export interface Figure {
  name: string
  /** Patients in the database, or sockets on the server. */
  size: number
  callers: number
  value: number
  unit: 'ratio' | 'ms' | 'per_second' | 'bytes'
  /** What it should be at most (or, per second, at least); null where there is no such promise. */
  target: number | null
  /** What it was measured against, in the same run. */
  against: string
}

/** Where figures go as they are measured. */
export type Tell = (figure: Figure) => void

/** Prints figures as lines of JSON or as a table’s rows; a missed target is marked and never an error. */
export function teller(asJson: boolean): Tell {
  return (figure) => {
    const { name, size, callers, value, unit, target, against } = figure
    if (asJson) {
      console.log(JSON.stringify({ ...figure, value: rounded(value) }))
      return
    }
    const words = [
      name.padEnd(44),
      size.toLocaleString('en-GB').padStart(9),
      `${callers} at once`.padStart(13),
      `${rounded(value)} ${unit}`.padStart(18),
      target === null
        ? ''
        : `${isMissed(figure) ? 'missed' : 'held'}: ${unit === 'per_second' ? 'at least' : 'at most'} ${target}`,
    ]
    console.log(`${words.join('  ')}  (${against})`)
  }
}

function isMissed({ value, unit, target }: Figure): boolean {
  if (target === null) return false
  return unit === 'per_second' ? value < target : value > target
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/**
 * A quantile of measured values.
 *
 * @param share from 0 to 1: 0.5 is the median
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
