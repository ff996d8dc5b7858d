import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { staff, testSite } from '../support/site.ts'
import { atTheList, rowOf, signIn, visit, widths } from '../support/visitor.ts'

const site = await testSite()

// Signed in once each: what a browser keeps of it is handed to every page here.
const nurse = await kept(staff.nurse)
const socialWorker = await kept(staff.socialWorker)

async function kept(email: string) {
  const page = await atTheList(site, email)
  const storageState = await page.context().storageState()
  await page.context().close()
  return storageState
}

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What is wrong with a page, each with where: nothing, and nothing that sticks out of the screen. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze()
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...faults,
    ...(tooWide ? ['wider than the screen'] : []),
    ...(headings === 1 ? [] : [`${headings} first headings`]),
  ]
}

const people = `/places/${site.group.place_id}/people`
const grace = `${people}/${site.patients.grace.id}`
const nobody = `${people}/${crypto.randomUUID()}`

describe.each(Object.entries(widths))('at a %s, %d px wide,', (_, width) => {
  const given = { viewport: { width, height: 800 } }

  it('signing in is open to everyone, and so is being refused', async () => {
    const page = await visit(site, given)
    await page.goto('/sign-in')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('my groups, and saying why I am here, are open to everyone', async () => {
    const page = await visit(site, { ...given, storageState: nurse })
    await page.goto('/')
    expect(await faultsOf(page)).toEqual([])
    await page.goto(`/places/${site.group.place_id}/why`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByText('A safeguarding concern').click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('somebody without a group is told so', async () => {
    const page = await signIn(site, staff.administrator, given)
    expect(await faultsOf(page)).toEqual([])
  })

  it('the list is open to everyone: full, with a reason open, and with nobody on it', async () => {
    const page = await visit(site, { ...given, storageState: nurse })
    await page.goto(people)
    expect(await faultsOf(page)).toEqual([])
    await rowOf(page, 'CLARKE').locator('summary').first().click()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('searchbox').fill('Nobody called that')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody you can see fits this').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('a record and everything done from it are open to everyone', async () => {
    const page = await visit(site, { ...given, storageState: socialWorker })
    for (const path of [
      grace,
      `${grace}/sharing`,
      `${grace}/entry`,
      `${grace}/older/conditions`,
      `/places/${site.group.place_id}/add`,
    ]) {
      await page.goto(path)
      expect([path, ...(await faultsOf(page))]).toEqual([path])
    }
    await page.goto(grace)
    await page.getByRole('region', { name: 'Medicines' }).locator('summary').click()
    expect(await faultsOf(page)).toEqual([])
    await page
      .getByRole('link', { name: /^Read the rule/ })
      .last()
      .click()
    await page.getByRole('heading', { level: 1, name: /medicines/ }).waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('forms that are refused are open to everyone', async () => {
    const page = await visit(site, { ...given, storageState: nurse })
    await page.goto(`${grace}/sharing`)
    await page.getByRole('button', { name: 'Record it' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.goto(`/places/${site.group.place_id}/add`)
    await page.getByRole('button', { name: 'Ask to add' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('the practice’s own list, and putting one of its patients on a group’s, are open to everyone', async () => {
    const page = await signIn(site, staff.gp, given)
    await page.getByRole('link', { name: /^Rivergreen Surgery/ }).click()
    await page.getByRole('button', { name: /^Direct care/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('link', { name: 'BROWN, Peter' }).click()
    await page.getByRole('link', { name: 'Put on a list' }).click()
    await page.getByRole('heading', { level: 1, name: 'Put BROWN, Peter on a list' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('the policy, and pages that are not there, are open to everyone', async () => {
    const page = await visit(site, { ...given, storageState: nurse })
    for (const path of ['/policy', '/no/such/page', nobody, `${people}?sort=shoe_size`]) {
      await page.goto(path)
      expect([path, ...(await faultsOf(page))]).toEqual([path])
    }
  })
})
