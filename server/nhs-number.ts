const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const

/** What may stand between the digits: any space, any hyphen or dash, and marks that cannot be seen. */
const BETWEEN = /[\s\p{Dash}\p{Cf}]/gu

/** Text without what people put between the digits of a number. */
export function withoutSpacing(text: string): string {
  return text.replace(BETWEEN, '')
}

/**
 * Reads an NHS number as people write it: ten digits, with spaces or hyphens between them or none.
 *
 * @returns the ten digits, or undefined when it is not a number that can have been issued: the check digit is
 *   11 less the weighted sum modulo 11, where 11 counts as 0 and 10 is never issued, and ten equal digits are
 *   refused although some pass (NHS Data Dictionary, NHS NUMBER)
 */
export function readNhsNumber(text: string): string | undefined {
  const digits = withoutSpacing(text)
  if (!/^[0-9]{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return undefined
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  const check = (11 - (sum % 11)) % 11
  return check === Number(digits[9]) ? digits : undefined
}
