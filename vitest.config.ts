import { defineConfig } from 'vitest/config'

/**
 * Four kinds of test, told apart by the end of their name: `*.database.test.ts` on real PostgreSQL, `*.live.test.ts`
 * over sockets, `*.browser.test.ts` in Chromium, and every other `*.test.ts` with nothing but the code.
 */
const onDatabase = ['database', 'live', 'browser']

export default defineConfig({
  test: {
    // The machines that run this have two cores.
    maxWorkers: 2,
    globalSetup: ['tests/support/cluster.ts', 'tests/support/chromium.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...onDatabase.map((kind) => `tests/**/*.${kind}.test.ts`)],
          testTimeout: 20_000,
        },
      },
      ...onDatabase.map((kind) => ({
        test: {
          name: kind,
          include: [`tests/**/*.${kind}.test.ts`],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      })),
    ],
  },
})
