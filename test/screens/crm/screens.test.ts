import { buffer } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sharedBrowser } from '../../harness/shared-browser.ts'
import { type DemoSite, openDemoSite } from '../../harness/site.ts'

let site: DemoSite
let browser: Browser

beforeAll(async () => {
  const [opened, started] = await Promise.all([openDemoSite(), sharedBrowser()])
  site = opened
  browser = started
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** One page per role, signed in and loaded once; each test goes to its address anew. */
const pages = new Map<string, Promise<Page>>()

async function open(path: string, { role = 'sales-ops-manager' } = {}): Promise<Page> {
  if (!pages.has(role)) pages.set(role, site.signIn(browser, role))
  const page = await pages.get(role)!
  await page.goto(`${site.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** Lets no list come anew until it is told to: an edit may be taken back before anybody has read it. */
async function holdReads(page: Page): Promise<() => Promise<void>> {
  let release = (): void => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  const hold = async (route: Route) => {
    if (route.request().method() === 'GET') await released
    await route.fallback()
  }
  await page.route('**/api/goals/**', hold)
  return async () => {
    release()
    await page.unroute('**/api/goals/**', hold)
  }
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
})

test('a product is added to a deal by the keyboard, its sum is taken as the amount, and Undo takes each back', async () => {
  const page = await open('/crm/deals?outcome=open&sort=name:asc')
  await firstDeal(page).click()
  const products = page.getByRole('region', { name: 'Products' })
  const before = await products.getByRole('row').count()
  await products.getByRole('button', { name: 'Add a product' }).press('Enter')
  await page.keyboard.type('Grano 75 Twin')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await products.getByRole('textbox', { name: 'Quantity' }).fill('12.5')
  await products.getByRole('textbox', { name: 'Unit price' }).fill('1000.01')
  await page.keyboard.press('Enter')
  await products.getByRole('rowheader', { name: /Grano 75 Twin/ }).waitFor()
  await products.getByRole('cell', { name: /12,500\.13/ }).waitFor() // 12.5 × 1,000.01 is 12,500.125
  await page.keyboard.press('Escape')
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => products.getByRole('row').count()).toBe(before)
  await products.getByRole('button', { name: /How they changed/ }).click()
  await products.getByText(/taken back Grano 75 Twin/).waitFor()
})

test('an amount is edited in place and taken back by Undo, and both stand in the history', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).click()
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
})

test('an amount is typed in the list and taken back by Ctrl+Z; the history says both', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).waitFor()
  await page.getByRole('grid').focus()
  for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowRight')
  const amount = page.locator('[data-line="0"] [data-col="5"]')
  const before = (await amount.textContent()) ?? ''
  await page.keyboard.type('1,500')
  await page.getByText(/^→ .1,500\.00, not .1\.50$/).waitFor()
  const saved = page.waitForResponse((reply) => reply.request().method() === 'PATCH' && reply.ok())
  await page.keyboard.press('Enter')
  await amount.getByText('1,500.00').waitFor()
  await saved
  await page.keyboard.press('Control+z')
  await page.getByText('1 cell taken back.').waitFor()
  await amount.getByText(before).waitFor()
})

test('all deals that match leave as one workbook, also those not loaded', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).waitFor()
  const count = Number((await page.getByText(/^[\d,]+ deals$/).textContent())?.replace(/\D/g, ''))
  await page.getByRole('button', { name: 'Copy or download' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Excel workbook' }).click(),
  ])
  const { sheets } = await readXlsx(await buffer(await file.createReadStream()))
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Deals', count + 1],
    ['Definitions', expect.any(Number)],
    ['As it left', count + 3],
  ])
})

test('a quota is typed in the list of goals, understood as an American means it, and taken back', async () => {
  const page = await open('/goals')
  const quota = page.locator('[data-line="0"] [data-col="4"]')
  await quota.and(page.locator('[data-edits]')).waitFor()
  await page.getByRole('grid').focus()
  for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight')
  const before = (await quota.textContent()) ?? ''
  const saved = page.waitForResponse((reply) => reply.request().method() === 'PUT')
  await page.keyboard.type('450,000')
  await page.getByText(/^→ .450,000\.00, not .450\.00$/).waitFor()
  const release = await holdReads(page)
  await page.keyboard.press('Enter')
  await quota.getByText('450,000.00').waitFor()
  expect((await saved).status()).toBe(200)
  await page.keyboard.press('Control+z')
  await page.getByText('1 cell taken back.').waitFor()
  await release()
  await page.waitForFunction(
    (text) => document.querySelector('[data-line="0"] [data-col="4"]')?.textContent === text,
    before,
  )
})

test('a view is saved with its filters, sort and columns, and shared; Back undoes opening it', async () => {
  const page = await open('/crm/deals?outcome=won&sort=closed%3Adesc')
  await firstDeal(page).waitFor()
  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('checkbox', { name: 'Category' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: /^Save this view/ }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Won lately')
  await page.getByRole('checkbox', { name: /^Share it/ }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('View Won lately saved').waitFor()
  const other = await open('/crm/deals?outcome=open', { role: 'executive' })
  await firstDeal(other).waitFor()
  await other.getByRole('button', { name: 'Views' }).click()
  await other.getByRole('menuitem', { name: /^Won lately/ }).click()
  await other.waitForURL(/outcome=won.*sort=closed/)
  expect(await other.getByRole('columnheader', { name: 'Category' }).count()).toBe(0)
  await other.goBack()
  await other.waitForURL(/outcome=open/)
})

test('without the server nothing that is on screen disappears; Try again recovers', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).waitFor()
  await page.route('**/*', (route) => route.abort())
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await page.keyboard.press('Control+k')
  await page.getByText('This part of Drumbeat could not be loaded.').waitFor()
  expect(await firstDeal(page).isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Accounts' }).click()
  const part = page.getByRole('main').getByRole('alert')
  await part.getByText('This part of Drumbeat could not be loaded.').waitFor()
  await page.getByText('Connection lost. What you see may be out of date.').waitFor()
  expect(await page.getByRole('link', { name: 'Deals' }).isVisible()).toBe(true)
  await page.unroute('**/*')
  await part.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Accounts' }).waitFor()
  await page.getByText('Connection lost.').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search', exact: true }).waitFor()
})

test('the forecast category of a stage is changed in its drawer and taken back by Undo', async () => {
  const page = await open('/crm/stages')
  await page.getByText(/^One pipeline with \d+ stages; .* open deals worth .* stand in them\.$/).waitFor()
  const row = page.getByRole('row', { name: /^Proposal/ })
  const before = await row.getByRole('cell').nth(1).textContent()
  expect(before).not.toBe('Omitted')
  await row.getByRole('button', { name: 'Proposal', exact: true }).click()
  await page.waitForURL(/stage=/)
  await page.getByRole('combobox', { name: 'Forecast category' }).click()
  await page.getByRole('option', { name: 'Omitted' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await row.getByRole('cell', { name: 'Omitted' }).waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await row.getByRole('cell', { name: before! }).waitFor()
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
})

test('a rep reads the stages and changes nothing', async () => {
  const page = await open('/crm/stages', { role: 'rep' })
  await page.getByRole('button', { name: 'Proposal', exact: true }).click()
  await page.getByRole('combobox', { name: 'Forecast category' }).waitFor()
  expect(await page.getByRole('button', { name: /^(Save|Add a stage)/ }).count()).toBe(0)
})

test('with the keyboard alone: into the grid, down, and Enter opens the deal', async () => {
  const page = await open('/crm/deals?outcome=open')
  await firstDeal(page).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/deal=/)
  await page.getByRole('heading', { name: 'History' }).waitFor()
})

test('a rep sees fewer deals than sales operations', async () => {
  const countOf = async (role: string) => {
    const page = await open('/crm/deals?outcome=lost', { role })
    const text = await page.getByText(/^[1-9][\d,]* deals$/).textContent()
    return Number(text?.replace(/\D/g, ''))
  }
  const [own, all] = [await countOf('rep'), await countOf('sales-ops-manager')]
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThan(all / 4)
})

test('a deal won elsewhere moves the open Goals by itself', async () => {
  const page = await open('/goals')
  await page.getByRole('row').nth(2).waitFor()
  const before = await page.getByRole('main').textContent()
  const { db } = site.workspace
  const { rows } = await sql<{ id: string; changedAt: string; wonId: string }>`
    select deal.id, deal.changed_at as "changedAt", won.id as "wonId" from crm.deal deal
      join crm.stage won on won.pipeline_id = deal.pipeline_id and won.outcome = 'won'
    where deal.outcome = 'open' and deal.ended_at is null and deal.owner_id is not null
    order by deal.amount_minor desc nulls last limit 1`.execute(db)
  const deal = rows[0]!
  const elsewhere = await site.signIn(browser, 'owner')
  const won = await elsewhere.context().request.patch(`${site.url}/api/crm/deals/${deal.id}`, {
    data: { changedAt: deal.changedAt, changes: { stageId: deal.wonId } },
    headers: { 'x-drumbeat': '1' },
  })
  expect(won.status()).toBe(200)
  await expect.poll(() => page.getByRole('main').textContent()).not.toBe(before)
  await elsewhere.context().close()
})

test('a word that matches nothing teaches the way out', async () => {
  const page = await open('/crm/deals?search=zzzqqq')
  await page.getByText('No deal matches').first().waitFor()
  await page.getByText(/Take a filter out/).waitFor()
})
