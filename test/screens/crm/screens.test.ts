import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { openBrowser } from '../../harness/browser.ts'
import { type DemoSite, openDemoSite } from '../../harness/site.ts'

let site: DemoSite
let browser: Browser

beforeAll(async () => {
  const [opened, started] = await Promise.all([openDemoSite(), openBrowser()])
  site = opened
  browser = started
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

type Look = { width: number; scheme: 'light' | 'dark' }
const looks: Look[] = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
]

async function open(path: string, { role = 'sales-ops-manager', look = looks[0]! } = {}): Promise<Page> {
  const page = await site.signIn(browser, role, look)
  await page.goto(`${site.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

describe.each(looks)('in $scheme at $width pixels', (look) => {
  test.each([
    ['the list of deals', '/crm/deals?outcome=open', 'deal'],
    ['deals by stage', '/crm/deals?outcome=open&group=stage', 'deal'],
    ['accounts', '/crm/accounts', 'account'],
    ['stages', '/crm/stages', 'stages'],
    ['goals', '/goals', 'goal'],
  ])('%s has no axe violation, no sideways scrolling, and a sentence that answers first', async (_, path, word) => {
    const page = await open(path, { look })
    await page.locator('header p').filter({ hasText: word }).first().waitFor()
    await page.getByText('Laurel Grocers').or(page.getByRole('grid')).or(page.getByRole('region')).first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
    await page.context().close()
  })

  test('the drawer of a deal has none either', async () => {
    const page = await open('/crm/deals?outcome=open', { look })
    await openFirst(page, look)
    await page.getByRole('heading', { name: 'History' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })
})

async function openFirst(page: Page, { width }: { width: number }): Promise<void> {
  if (width < 768) await page.locator('li button').first().click()
  else await firstDeal(page).click()
}

/** A cell of a deal; the sums in the foot may be there before the deals are. */
function firstDeal(page: Page) {
  return page.getByRole('gridcell', { name: /\d × / }).first()
}

test('sort, group, filter and the open deal live in the address, and back goes back', async () => {
  const page = await open('/crm/deals')
  await page.waitForURL(/outcome=open/)
  await page.getByText('By stage').click()
  await page.waitForURL(/group=stage/)
  await page.getByRole('columnheader', { name: /Expected close/ }).click()
  await page.waitForURL(/sort=expectedClose/)
  await page.getByRole('gridcell', { name: /×/ }).first().click()
  await page.waitForURL(/deal=/)
  await page.goBack()
  await page.waitForURL((url) => !url.search.includes('deal=') && url.search.includes('group=stage'))
  await page.context().close()
})

test('an amount is edited in place and taken back by Undo, and both stand in the history', async () => {
  const page = await open('/crm/deals?outcome=open')
  await openFirst(page, { width: 1440 })
  await page.getByRole('button', { name: /^Edit amount/ }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('123456.78')
  await page.getByRole('textbox', { name: 'Reason' }).fill('As signed')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Edit amount: .123,456\.78/ }).waitFor()
  await page.getByRole('list', { name: 'History' }).getByText('As signed').waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await page
    .getByRole('list', { name: 'History' })
    .getByText(/Taken back/)
    .waitFor()
  expect(await page.getByRole('button', { name: /^Edit amount: .123,456\.78/ }).count()).toBe(0)
  await page.context().close()
})

test('the forecast category of a stage is changed in its drawer and taken back by Undo', async () => {
  const page = await open('/crm/stages')
  await page.getByText(/^One pipeline with \d+ stages; .* open deals worth .* stand in them\.$/).waitFor()
  const row = page.getByRole('row', { name: /^Proposal/ })
  const before = await row.getByRole('cell').nth(1).textContent()
  expect(before).not.toBe('Omitted')
  await row.getByRole('button', { name: 'Proposal' }).click()
  await page.waitForURL(/stage=/)
  await page.getByRole('combobox', { name: 'Forecast category' }).click()
  await page.getByRole('option', { name: 'Omitted' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await row.getByRole('cell', { name: 'Omitted' }).waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await row.getByRole('cell', { name: before! }).waitFor()
  await page.context().close()
})

test('a stage is added at the end; a probability over a hundred is told so beside the button', async () => {
  const page = await open('/crm/stages')
  await page.getByRole('button', { name: /^Add a stage/ }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('On hold')
  await page.getByRole('textbox', { name: 'Probability' }).fill('140')
  await page.keyboard.press('Enter')
  await page.getByText('140 is no probability in per cent.').waitFor()
  await page.getByRole('textbox', { name: 'Probability' }).fill('12.5')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /^On hold/ }).waitFor()
  expect(await page.getByRole('row').nth(-2).textContent()).toMatch(/^On hold.*Pipeline12\.5%0/)
  await page.context().close()
})

test('a rep reads the stages and changes nothing', async () => {
  const page = await open('/crm/stages', { role: 'rep' })
  await page.getByRole('button', { name: 'Proposal' }).click()
  await page.getByRole('combobox', { name: 'Forecast category' }).waitFor()
  expect(await page.getByRole('button', { name: /^(Save|Add a stage)/ }).count()).toBe(0)
  await page.context().close()
})

test('with the keyboard alone: into the grid, down, and Enter opens the deal', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/deal=/)
  await page.getByRole('heading', { name: 'History' }).waitFor()
  await page.context().close()
})

test('a rep sees fewer deals than sales operations', async () => {
  const countOf = async (role: string) => {
    const page = await open('/crm/deals?outcome=open', { role })
    const text = await page.getByText(/^[1-9][\d,]* deals$/).textContent()
    await page.context().close()
    return Number(text?.replace(/\D/g, ''))
  }
  const [own, all] = [await countOf('rep'), await countOf('sales-ops-manager')]
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThan(all / 4)
})

test('a word that matches nothing teaches the way out', async () => {
  const page = await open('/crm/deals?search=zzzqqq')
  await page.getByText('No deal matches').first().waitFor()
  await page.getByText(/Take a filter out/).waitFor()
  await page.context().close()
})
