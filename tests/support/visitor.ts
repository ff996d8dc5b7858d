import type { BrowserContextOptions, Page } from 'playwright-core'

import { PASSWORD } from './accounts.ts'
import type { Site } from './site.ts'

/** A desk, and the narrowest phone that the screens are made for. */
export const widths = { desk: 1440, phone: 360 } as const

/** A browser of one's own, with nobody signed in. */
export async function visit(site: Site, given: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.browser.newContext({
    baseURL: site.url,
    locale: 'en-GB',
    viewport: { width: widths.desk, height: 900 },
    ...given,
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** A browser of one's own in which somebody has signed in; it stands at their groups. */
export async function signIn(site: Site, email: string, given?: BrowserContextOptions): Promise<Page> {
  const page = await visit(site, given)
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'My groups' }).waitFor()
  return page
}

/** The same, and they have said why they are here; it stands at the list. */
export async function atTheList(site: Site, email: string, given?: BrowserContextOptions): Promise<Page> {
  const page = await signIn(site, email, given)
  await page.getByRole('link', { name: /Rivergreen group/ }).click()
  await page.getByRole('button', { name: /^Direct care/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Caseload' }).waitFor()
  return page
}

/** The row of a person on the list. */
export function rowOf(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name })
}
