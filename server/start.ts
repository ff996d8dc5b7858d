import { ConfigError, readConfig } from './config.ts'
import { greeting } from './greeting.ts'
import { startProgram } from './main.ts'

/** Runs the program until it is asked to end. This file is what the commands start. */
async function run(): Promise<void> {
  const config = readConfig()
  const program = await startProgram(config)
  process.stdout.write(greeting(program.url, program.sample))

  let ending = false
  const end = () => {
    // Asked twice, somebody is in a hurry.
    if (ending) process.exit(1)
    ending = true
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

function fail(error: unknown): never {
  const isPlain = error instanceof ConfigError || !(error instanceof Error)
  process.stderr.write(`${isPlain ? String(error) : (error.stack ?? error.message)}\n`)
  process.exit(1)
}

await run().catch(fail)
