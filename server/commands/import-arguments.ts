import { parseArgs } from 'node:util'

/** What `npm run import` was asked for. */
export interface ImportArguments {
  readonly paths: readonly string[]
  readonly group: string
  /** ODS code, in capitals. */
  readonly practice: string
  /** The file for a line about each resource. */
  readonly report: string | undefined
}

export const importUsage = 'npm run import -- FILE|FOLDER… --group NAME --practice ODS [--report FILE]'

/**
 * Reads the arguments of `npm run import`.
 *
 * @throws Error that says what is missing or wrong, and how the command is used
 */
export function importArguments(args: string[]): ImportArguments {
  const { values, positionals } = parse(args)
  const wrong = [
    ...(positionals.length === 0 ? ['FILE or FOLDER: name at least one to read'] : []),
    ...(values.group?.trim() ? [] : ['--group: name the Care Delivery Group whose list people go on']),
    ...(/^[a-z0-9]{1,9}$/i.test(values.practice ?? '')
      ? []
      : ['--practice: give the ODS code of the GP practice, 1 to 9 letters and digits']),
    ...(values.report === '' ? ['--report: name the file to write'] : []),
  ]
  if (wrong.length > 0) throw new Error([...wrong, `Use: ${importUsage}`].join('\n'))
  return {
    paths: positionals,
    group: values.group?.trim() ?? '',
    practice: values.practice?.toUpperCase() ?? '',
    report: values.report,
  }
}

function parse(args: string[]) {
  const options = { group: { type: 'string' }, practice: { type: 'string' }, report: { type: 'string' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nUse: ${importUsage}`, { cause: error })
  }
}
