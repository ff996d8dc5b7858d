import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'

import { staff, testSite } from '../support/site.ts'
import { atTheList, rowOf } from '../support/visitor.ts'

const site = await testSite()

const isFollowing = (page: Page) => page.getByRole('status').filter({ hasText: 'live' }).waitFor()

/** What stands in a column of a person's row. */
const cell = (page: Page, name: string, column: string) => rowOf(page, name).locator(`td[data-label="${column}"]`)

describe('a district nurse and a social worker of one group', () => {
  let nurse: Page
  let socialWorker: Page

  beforeAll(async () => {
    nurse = await atTheList(site, staff.nurse)
    socialWorker = await atTheList(site, staff.socialWorker)
    await Promise.all([isFollowing(nurse), isFollowing(socialWorker)])
  })

  it('see the same people on the list, and why they are here all the time', async () => {
    for (const page of [nurse, socialWorker]) {
      expect(await page.locator('.row-link').allTextContents()).toEqual([
        'BROWN, Peter',
        'ADEYEMI, Grace',
        'CLARKE, Órla',
      ])
      expect(await page.locator('.purpose').textContent()).toContain('Direct care')
    }
    expect(await nurse.locator('.bar__who').textContent()).toBe('Community nurse · Lacewater Community Care')
    expect(await socialWorker.locator('.bar__who').textContent()).toBe('Social worker · Castlemere City Council')
  })

  it('see who else has the list open', async () => {
    await nurse.getByText('Sana Khan, social worker').waitFor({ state: 'attached' })
    await socialWorker.getByText('Maya Ashe, community nurse').waitFor({ state: 'attached' })
  })

  it('see a service only where its name may tell them of the person', async () => {
    expect(await cell(nurse, 'ADEYEMI', 'Care manager').textContent()).toContain('Fosse Lane Mental Health Trust')
    expect(await cell(socialWorker, 'ADEYEMI', 'Care manager').textContent()).toContain('withheld')
    expect(await socialWorker.content()).not.toContain('Fosse Lane')
  })

  it('are told why an address is withheld, one press away', async () => {
    const withheld = cell(nurse, 'CLARKE', 'Address').locator('details')
    expect(await withheld.locator('.reason').isVisible()).toBe(false)
    await withheld.locator('summary').click()
    await withheld.getByText(/You can.t see this because/).waitFor()
    await nurse.keyboard.press('Escape')
    expect(await withheld.locator('.reason').isVisible()).toBe(false)
    expect(await nurse.content()).not.toContain('Hidden Lane')
  })

  it('open the same record, each with what their role is shown', async () => {
    await rowOf(nurse, 'ADEYEMI').getByRole('link').click()
    await rowOf(socialWorker, 'ADEYEMI').getByRole('link').click()
    const medicines = (page: Page) => page.getByRole('region', { name: 'Medicines' })
    await medicines(nurse).getByText('Furosemide 20 mg tablet').waitFor()
    await medicines(socialWorker).getByText('not shown to you').waitFor()
    expect(await socialWorker.content()).not.toContain('Furosemide')
    for (const page of [nurse, socialWorker]) {
      await page.getByRole('region', { name: 'Health problems and care' }).getByText('Heart failure').waitFor()
    }
  })

  it('follow each other: a new review date stands on the other’s screen without a press', async () => {
    await nurse.getByRole('link', { name: /^Change how they stand/ }).click()
    await nurse.getByLabel('Review date').fill('2031-05-06')
    await nurse.getByRole('button', { name: 'Save' }).click()
    await nurse.getByText('The caseload entry is saved.').waitFor()
    await socialWorker.getByText('6 May 2031').waitFor()
  })

  it('see on the list which row somebody else has just changed', async () => {
    await socialWorker.getByRole('link', { name: 'Caseload' }).first().click()
    await rowOf(socialWorker, 'ADEYEMI').waitFor()
    expect(await socialWorker.locator('tr.changed').count()).toBe(0)
    await nurse.getByRole('link', { name: /^Change how they stand/ }).click()
    await nurse.getByLabel('Waiting').check()
    await nurse.getByRole('button', { name: 'Save' }).click()
    await socialWorker.locator('tr.changed').filter({ hasText: 'ADEYEMI' }).waitFor()
    expect(await cell(socialWorker, 'ADEYEMI', 'On the list').textContent()).toContain('Waiting')
  })

  it('are told when the other changes what they are changing, and neither change is lost', async () => {
    const entry = `/places/${site.group.place_id}/people/${site.patients.orla.id}/entry`
    await Promise.all([nurse.goto(entry), socialWorker.goto(entry)])
    await isFollowing(nurse)
    await nurse.getByLabel('Review date').fill('2031-01-02')
    await socialWorker.getByLabel('On hold').check()
    await socialWorker.getByRole('button', { name: 'Save' }).click()
    await socialWorker.getByText('The caseload entry is saved.').waitFor()
    await nurse.getByText('Somebody else has just changed this.').first().waitFor()
    expect(await nurse.getByLabel('Review date').inputValue()).toBe('2031-01-02')
    await nurse.getByRole('button', { name: 'Save' }).click()
    await nurse
      .getByRole('alert')
      .getByText(/^Someone else changed this/)
      .waitFor()
    await nurse.goto(entry)
    expect(await nurse.getByLabel('On hold').isChecked()).toBe(true)
  })

  it('lose sight of a person at once when somebody records that they object', async () => {
    await Promise.all([nurse, socialWorker].map((page) => page.getByRole('link', { name: 'Caseload' }).first().click()))
    await socialWorker.getByRole('searchbox').fill('bro')
    await socialWorker.keyboard.press('Enter')
    await socialWorker.getByRole('link', { name: 'Clear' }).waitFor()
    await rowOf(socialWorker, 'BROWN').waitFor()
    await rowOf(nurse, 'BROWN').getByRole('link').click()
    await nurse.getByRole('link', { name: 'Sharing' }).click()
    await nurse.getByLabel('What do they ask not to be shared?').selectOption({ index: 1 })
    await nurse.getByLabel('With whom').selectOption({ label: 'The council' })
    await nurse.getByLabel(/^I have spoken with the person/).check()
    await nurse.getByRole('button', { name: 'Record it' }).click()
    await nurse.getByText('What the person asked is recorded, and in force now.').waitFor()
    await socialWorker.getByText('Nobody you can see fits this').waitFor()
    await socialWorker.getByRole('link', { name: 'Clear' }).click()
    await rowOf(socialWorker, 'ADEYEMI').waitFor()
    expect(await socialWorker.locator('.row-link').allTextContents()).toEqual(['CLARKE, Órla', 'ADEYEMI, Grace'])
  })
})
