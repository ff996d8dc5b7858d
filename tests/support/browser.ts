import { type Browser, chromium } from 'playwright-core'
import { afterAll, inject } from 'vitest'

/**
 * Starts a browser for the test file that calls this, and ends it after its last test. Give each person in a test a
 * context of their own: `await browser.newContext()`.
 */
export async function testBrowser(): Promise<Browser> {
  const { executablePath, environment } = inject('chromium')
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...environment },
    // Chromium's sandbox does not run as root, nor in most containers; the pages are our own.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  afterAll(() => browser.close())
  return browser
}
