/** "943 476 5919": an NHS number in the 3-3-4 groups in which it is read aloud. Other text is given back. */
export function nhsNumberInGroups(number: string): string {
  return /^\d{10}$/.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}` : number
}

/** The letters that stand for a colleague in a small round sign: "Mary Ashe" is "MA". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : '']
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toLocaleUpperCase('en-GB')
}
