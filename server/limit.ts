/** How many may still be made, and when that was reckoned, in milliseconds of the process's clock. */
interface Allowance {
  left: number
  at: number
}

/** When this many people are counted, those who have their full allowance again are forgotten. */
const PRUNED_AT = 10_000

/**
 * Limits how much each person asks: so many at once, and so many a second after that.
 *
 * @param now milliseconds that never go back
 * @returns whether one more may be made by a person now; counts it when it may
 */
export function createLimit(atOnce: number, perSecond: number, now: () => number = () => performance.now()) {
  const allowances = new Map<string, Allowance>()
  const leftOf = ({ left, at }: Allowance) => Math.min(atOnce, left + ((now() - at) / 1000) * perSecond)

  return (person: string): boolean => {
    if (allowances.size >= PRUNED_AT) {
      for (const [each, allowance] of allowances) if (leftOf(allowance) >= atOnce) allowances.delete(each)
    }
    const allowance = allowances.get(person)
    const left = allowance ? leftOf(allowance) : atOnce
    allowances.set(person, { left: left >= 1 ? left - 1 : left, at: now() })
    return left >= 1
  }
}
