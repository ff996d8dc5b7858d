/** The initials of a name, for a small round mark: "Mary Ashe" is MA. At most two, of the first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word = '') => [...word][0]?.toLocaleUpperCase('en-GB') ?? '').join('')
}
