import { describe, expect, it } from 'vitest'

import { staff, testSite } from '../support/site.ts'
import { atTheList, rowOf, signIn, visit } from '../support/visitor.ts'

const site = await testSite()
const group = `/places/${site.group.place_id}`

describe('without a mouse', () => {
  it('the first Tab leads past the bar, and the page starts at its heading after a step', async () => {
    const page = await atTheList(site, staff.nurse)
    await page.reload()
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to main content')
    await rowOf(page, 'ADEYEMI').getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: /ADEYEMI/ }).waitFor()
    expect(await page.locator('h1:focus').count()).toBe(1)
  })

  it('the arrows go from row to row, Enter opens one, and / goes to the search', async () => {
    const page = await atTheList(site, staff.nurse)
    await page.keyboard.press('/')
    expect(await page.locator('#search:focus').count()).toBe(1)
    await page.locator('.row-link').first().focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator(':focus').textContent()).toBe('ADEYEMI, Grace')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator(':focus').textContent()).toBe('BROWN, Peter')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /BROWN/ }).waitFor()
  })
})

describe('a form that is refused', () => {
  it('takes the focus to what is wrong, and from there to the field', async () => {
    const page = await signIn(site, staff.nurse)
    await page.goto(`${group}/why`)
    await page.getByText('A safeguarding concern').click()
    await page.getByLabel('What is your reason?').fill('A neighbour rang.')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.locator('.nhsuk-error-summary:focus').waitFor()
    await page.getByRole('link', { name: /NHS number/ }).click()
    expect(await page.locator(':focus').getAttribute('name')).toBe('nhs_number')
    expect(await page.getByLabel('What is your reason?').inputValue()).toBe('A neighbour rang.')
  })
})

describe('without JavaScript', () => {
  it('one signs in, says why, sorts, searches, opens a reason and changes an entry', async () => {
    const page = await atTheList(site, staff.nurse, { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Name' }).click()
    expect(await page.locator('.row-link').allTextContents()).toEqual([
      'ADEYEMI, Grace',
      'BROWN, Peter',
      'CLARKE, Órla',
    ])
    await page.getByRole('searchbox').fill('clar')
    await page.getByRole('button', { name: 'Find' }).click()
    expect(await page.locator('.row-link').allTextContents()).toEqual(['CLARKE, Órla'])
    expect(page.url()).not.toContain('clar')
    await rowOf(page, 'CLARKE').locator('summary').first().click()
    await page
      .getByText(/You can.t see this because/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'CLARKE, Órla' }).click()
    await page.getByRole('link', { name: /^Change how they stand/ }).click()
    await page.getByLabel('On hold').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The caseload entry is saved.').waitFor()
    await page.getByRole('region', { name: 'On the list' }).getByText('On hold').waitFor()
  })

  it('what was typed is kept when a form is refused, and each problem leads to its field', async () => {
    const page = await atTheList(site, staff.nurse, { javaScriptEnabled: false })
    await page.goto(`${group}/add`)
    await page.getByLabel('NHS number').fill('943 476 5918')
    await page.getByLabel('Year').fill('1941')
    await page.getByRole('button', { name: 'Ask to add' }).click()
    const problems = page.getByRole('alert')
    await problems.getByRole('link', { name: /^NHS number must be a valid NHS number/ }).click()
    expect(await page.locator('#nhs_number').inputValue()).toBe('943 476 5918')
    expect(await page.getByLabel('Year').inputValue()).toBe('1941')
    expect(new URL(page.url()).hash).toBe('#nhs_number')
  })
})

describe('the way in', () => {
  it('leads whoever is not signed in back to the page that they asked for', async () => {
    const page = await visit(site)
    await page.goto(`${group}/people`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(new URL(page.url()).searchParams.get('next')).toBe(`${group}/people`)
  })

  it('never leads to another site', async () => {
    const page = await signIn(site, staff.nurse)
    for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example/']) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      expect(new URL(page.url()).origin).toBe(new URL(site.url).origin)
    }
  })

  it('asks again why one is here when what was said has ended, and leads back', async () => {
    const page = await atTheList(site, staff.nurse)
    await site.database.owner.kysely.updateTable('house.declaration').set({ ended_at: new Date() }).execute()
    await page.goto(`${group}/people/${site.patients.grace.id}`)
    await page.getByRole('heading', { name: 'Why are you here?' }).waitFor()
    await page.getByRole('button', { name: /^Direct care/ }).click()
    await page.getByRole('heading', { level: 1, name: /ADEYEMI/ }).waitFor()
  })

  it('leads whoever came about one person to that person, and offers nothing that they may not do', async () => {
    const page = await signIn(site, staff.nurse)
    const { db } = site.world
    const { id } = await db
      .selectFrom('house.session')
      .select('id')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('house.declaration')
      .values({
        id: crypto.randomUUID(),
        session_id: id,
        practitioner_role_id: site.nurse.role_id,
        route: 'group_caseload',
        purpose: 'safeguarding',
        place_id: site.group.place_id,
        group_id: site.group.id,
        patient_id: site.patients.grace.id,
        reason: 'A neighbour rang.',
        goes_to_review: true,
        ends_at: new Date(Date.now() + 3_600_000),
      })
      .execute()
    await page.goto(`${group}/people`)
    await page.getByRole('heading', { level: 1, name: /ADEYEMI/ }).waitFor()
    expect(await page.locator('.purpose').textContent()).toContain('A safeguarding concern')
    expect(await page.getByRole('link', { name: /^Change how they stand/ }).count()).toBe(0)
  })

  it('says the same of a person who is not there and of one who is out of reach', async () => {
    const hidden = await site.world.patient({ registeredAt: site.surgery, family_name: 'Elsewhere' })
    const page = await atTheList(site, staff.nurse)
    const said = []
    for (const id of [hidden.id, crypto.randomUUID()]) {
      const answer = await page.goto(`${group}/people/${id}`)
      // Each request has a number of its own, and says nothing else of itself.
      const words = (await page.getByRole('main').textContent())?.replace(/this number: [\w-]+/, 'this number')
      said.push([answer?.status(), words])
    }
    expect(said[0]).toEqual(said[1])
    expect(said[0]?.[0]).toBe(404)
  })
})
