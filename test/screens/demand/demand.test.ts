import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sharedBrowser } from '../../harness/shared-browser.ts'
import { type DemoSite, openDemoSite } from '../../harness/site.ts'

let site: DemoSite
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[site, browser] = await Promise.all([openDemoSite(), sharedBrowser()])
  await site.workspace.jobs.work(site.workspace)
  page = await site.signIn(browser, 'demand-planner')
})

beforeEach(() => page.setViewportSize({ width: 1440, height: 900 }))

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function open(search = ''): Promise<void> {
  await page.goto(`${site.url}/demand${search}`)
  await page.getByRole('tree').or(page.getByText('Families and items')).first().waitFor({ state: 'attached' })
  await page.getByText('expected in the next').first().waitFor()
  await page.waitForLoadState('networkidle')
}

async function idOf(name: string): Promise<string> {
  const { rows } = await sql<{ key: string }>`
    select 'family:' || id as key from company.family where name = ${name}
    union all select 'item:' || id from company.item where name = ${name}`.execute(site.workspace.db)
  return rows[0]!.key
}

describe('the demand screen', () => {
  test('answers first: what is expected, against a year before, and how sure', async () => {
    await open()
    await page.getByText(/^All items: .* units expected in the next 3 months/).waitFor()
    await page.getByText(/With 80% confidence between .* Forecasts like this one were off by/).waitFor()
  })

  test('is walked with the keyboard: down to a family, open it, into its first item', async () => {
    await open()
    await page.getByRole('treeitem', { name: /All items/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByText(/^Cold drinks: /).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByText(/^Chill Tap Double: /).waitFor()
    expect(new URL(page.url()).searchParams.get('node')).toBe(await idOf('Chill Tap Double'))
    await page.goBack()
    await page.getByText(/^Cold drinks: /).waitFor()
  })

  test('finds an item by a part of its name', async () => {
    await open()
    await page.getByRole('textbox', { name: 'Search items' }).fill('nitro')
    await page.getByText('1 item found').waitFor()
    await page.getByRole('treeitem', { name: /Nitro Tap/ }).click()
    await page.getByText(/^Nitro Tap: /).waitFor()
    expect(page.url()).toContain('search=nitro')
  })

  test('keeps measure, period length and territory in the address', async () => {
    await open()
    await page.getByText('Money', { exact: true }).click()
    await page.getByText('Weeks', { exact: true }).click()
    await page.getByText(/^All items: \$.* expected in the next 4 weeks/).waitFor()
    await page.getByRole('combobox', { name: 'Territory' }).click()
    await page.getByRole('option', { name: 'Nordics' }).click()
    await page.getByText(/^All items in Nordics: /).waitFor()
    await page.reload()
    await page.getByText(/^All items in Nordics: \$.* 4 weeks/).waitFor()
  })

  test('opens a number: definition, model, as of, left out; Back closes it', async () => {
    await open()
    await page.getByRole('button', { name: /^Expected: / }).click()
    const drawer = page.getByRole('dialog', { name: 'What is expected of All items' })
    await drawer.getByText('until all add up').waitFor()
    await drawer.getByRole('rowheader', { name: 'Total', exact: true }).waitFor()
    await page.goBack()
    await drawer.waitFor({ state: 'hidden' })
  })

  test('shows what was treated; switched off, the forecast counts it as it was recorded', async () => {
    const { rows } = await sql<{ node: string; territory: string }>`
      select split_part(node, '@', 1) as node, split_part(node, '@', 2) as territory from demand.alone
      where grain = 'month' and measure = 'units' and forecast @> '{"findings": [{"accepted": true}]}'
      order by node limit 1`.execute(site.workspace.db)
    const [{ node, territory }] = rows as [(typeof rows)[number]]
    await open(`?node=${node}&territory=${territory}&tab=treated`)
    const treat = page.getByRole('switch', { name: /^Treat the / }).first()
    expect(await treat.isChecked()).toBe(true)
    await page.getByText('Counted as', { exact: true }).first().waitFor()
    await treat.locator('xpath=..').click()
    await page.getByText('as recorded').first().waitFor()
    expect(await treat.isChecked()).toBe(false)
  })

  test('opens a month that happened: its exact sum and the order lines behind it', async () => {
    const { rows } = await sql<{ units: string; lines: number }>`
      select trim_scale(sum(quantity))::text as units, count(*)::int as lines
      from crm.order_line where ended_at is null
        and ordered_on >= date_trunc('month', now()) - interval '2 months'
        and ordered_on < date_trunc('month', now()) - interval '1 month'`.execute(site.workspace.db)
    const first = new Date()
    const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - 2, 1)).toISOString().slice(0, 10)
    await open(`?period=${day}`)
    const drawer = page.getByRole('dialog')
    await drawer.getByText(`${Number(rows[0]!.units).toLocaleString('en-US')} units`).waitFor()
    await drawer.getByText(`of ${rows[0]!.lines.toLocaleString('en-US')} order lines that you may see`).waitFor()
  })

  test("says calmly when nobody can tell, and when an item's end is known", async () => {
    await open(`?node=${await idOf('Nitro Tap')}&tab=accuracy`)
    await page
      .getByText(/We can't tell yet: \d+ closed months/)
      .first()
      .waitFor()
    await open(`?node=${await idOf('Brew 12 Classic')}&door=forecast`)
    await page.getByText(/Sold for \d+ more months?, then zero/).waitFor()
  })

  test('forecasts an item that was never sold as its family went, and says how good such forecasts were', async () => {
    await sql`insert into company.item (id, code, name, family_id, list_price, active_from)
      select gen_random_uuid(), 'CLD-NEW', 'Chill Tap Triple', id, 480, now()::date + 10 from company.family where name = 'Cold drinks'`.execute(
      site.workspace.db,
    )
    await open()
    await page.getByRole('button', { name: '2 new items, not sold yet' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(/About [\d,]+ units in its first 12 months, as \d+ items of Cold drinks went/).waitFor()
    await drawer.getByText(/that (was|were) new before, such a forecast held \d+% of the months/).waitFor()
    expect(await drawer.getByRole('row').count()).toBe(26)
    await drawer.getByRole('button', { name: 'Choose look-alikes' }).first().click()
    await drawer.getByRole('combobox', { name: 'Items that are alike' }).first().click()
    await page.getByRole('option', { name: /^Chill Tap Double/ }).waitFor()
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/look-alikes.png` })
    await page.keyboard.press('Escape')
    await drawer.getByRole('button', { name: 'Take over' }).first().click()
    await drawer.getByText(/In the sums since .*, taken over by/).waitFor()
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/new-items.png` })
  })

  test('shows no refresh to those who may not ask for one', async () => {
    await open()
    expect(await page.getByRole('button', { name: 'Refresh forecast' }).count()).toBe(1)
    const executive = await site.signIn(browser, 'executive')
    await executive.goto(`${site.url}/demand`)
    await executive.getByText('expected in the next').first().waitFor()
    expect(await executive.getByRole('button', { name: 'Refresh forecast' }).count()).toBe(0)
  })
})
