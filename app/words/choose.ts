/** The words for a code, or the code itself where the list does not know it. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}

/** A code as plain words: "in-progress" is "in progress". Text that is no code is given back as it was written. */
export function plainWords(text: string): string {
  if (text === 'gp') return 'GP'
  if (text === 'onhold') return 'on hold'
  return /^[a-z]+(?:[-_][a-z]+)*$/.test(text) ? text.replaceAll(/[-_]/g, ' ') : text
}

/** Codes and their words as what a form offers, in the order in which they are written. */
export function choicesFrom(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** The same text with its first letter large. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1)
}

/** The same text with its first letter small, for the middle of a sentence; names in capitals stay. */
export function midSentence(words: string): string {
  return /^\p{Lu}\p{Lu}/u.test(words) ? words : words.charAt(0).toLocaleLowerCase('en-GB') + words.slice(1)
}

/** "a", "a or b", "a, b or c". */
export function listInWords(things: readonly string[]): string {
  const last = things.at(-1) ?? ''
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`
}
