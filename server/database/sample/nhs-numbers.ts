const weights = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const

/**
 * The NHS number of the sample person with this number: in the 999 range, which is never issued, and with a
 * valid check digit. Numbers whose check digit would be 10 don't exist, so they are stepped over.
 *
 * @param number from 0 to 99,999
 */
export function nhsNumberOf(number: number): string {
  // At most one of ten neighbours has no check digit, so ten a person are enough to never meet.
  for (let at = number * 10; ; at += 1) {
    const stem = `999${String(at).padStart(6, '0')}`
    const sum = weights.reduce((total, weight, index) => total + weight * Number(stem[index]), 0)
    const check = 11 - (sum % 11)
    if (check !== 10) return stem + (check === 11 ? '0' : String(check))
  }
}
