import type { SampleAccounts } from './http/load-context.ts'

/**
 * What the terminal shows once the program answers.
 *
 * @param url where it answers
 * @param sample the accounts of the sample data; null wherever data is real
 */
export function greeting(url: string, sample: SampleAccounts | null): string {
  const ready = `\nShared Caseload is ready at ${url}\n`
  return sample ? `${ready}\n${signInsOf(sample)}\nEverything in it is made up. Press Ctrl-C to stop.\n` : ready
}

/** The accounts of the first group in full, since the story begins there; the page to sign in lists them all. */
function signInsOf({ password, signIns }: SampleAccounts): string {
  const group = signIns[0]?.group
  const shown = signIns.filter((each) => each.group === group)
  const width = Math.max(...shown.map(({ email }) => email.length))
  const lines = shown.map(({ email, name, role_words }) => `  ${email.padEnd(width)}  ${name}, ${role_words}`)
  const more = signIns.length - shown.length
  return `Sign in to ${group ?? 'it'} with the password ${password} as\n${lines.join('\n')}\n  … and ${more} more on the page to sign in.\n`
}
