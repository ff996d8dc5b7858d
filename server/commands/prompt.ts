import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks at a terminal. */
export interface Prompt {
  /** Asks until the answer is let through; an empty answer means the usual one, when there is one. */
  readonly ask: (question: string, check: (answer: string) => string | undefined, usual?: string) => Promise<string>
  /** Asks without showing what is typed. */
  readonly askHidden: (question: string, check: (answer: string) => string | undefined) => Promise<string>
  readonly close: () => void
}

/** Opens the terminal for questions. `check` says what is wrong with an answer, or nothing. */
export function openPrompt(): Prompt {
  let hidden = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stdout.write(chunk)
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })

  const ask: Prompt['ask'] = async (question, check, usual) => {
    for (;;) {
      const answer =
        (await terminal.question(usual ? `${question} [${usual}]: ` : `${question}: `)).trim() || (usual ?? '')
      const wrong = check(answer)
      if (wrong === undefined) return answer
      process.stdout.write(`  ${wrong}\n`)
    }
  }

  return {
    ask,
    async askHidden(question, check) {
      for (;;) {
        process.stdout.write(`${question}: `)
        hidden = true
        const answer = await terminal.question('')
        hidden = false
        process.stdout.write('\n')
        const wrong = check(answer)
        if (wrong === undefined) return answer
        process.stdout.write(`  ${wrong}\n`)
      }
    },
    close: () => {
      terminal.close()
    },
  }
}

/** The first line of standard input, for when it is not a terminal. */
export async function firstLineOfInput(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
