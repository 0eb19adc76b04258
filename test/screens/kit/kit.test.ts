import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { looksRight } from '../../harness/looks.ts'
import { drawn } from '../../harness/settled.ts'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'
import { serveKit } from './serve.ts'

let kit: Awaited<ReturnType<typeof serveKit>>
let browser: Browser
let context: BrowserContext
let page: Page
const faults: string[] = []

beforeAll(async () => {
  kit = await serveKit()
  browser = await sharedBrowser()
  context = await openContext(browser)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error)))
})

afterAll(async () => {
  await browser?.close()
  await kit?.close()
})

async function open(path: string, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.goto(kit.url + path, { waitUntil: 'load' })
  await page.locator('h1').waitFor()
}

describe('every component of the kit', () => {
  const paths = ['/', '/?door=outlook', '/grid', '/grid?group=1', '/grid?rows=0', '/charts', '/states']
  test.each(paths)(
    '%s has no axe violation and no sideways scrolling, wide and narrow, light and dark',
    async (path) => {
      await open(path)
      await looksRight(page, `kit ${path}`, drawn)
      expect(faults).toEqual([])
    },
  )
})

describe('the grid', () => {
  const grid = () => page.getByRole('grid', { name: 'Deals' })

  it('draws only the rows in view of 12,000, and says how many there are', async () => {
    await open('/grid')
    expect(await grid().getAttribute('aria-rowcount')).toBe('12001')
    expect(await page.getByRole('row').count()).toBeLessThan(60)
  })

  it('walks to the last row with Ctrl+End, and back', async () => {
    await open('/grid')
    await grid().focus()
    await page.keyboard.press('Control+End')
    await page.getByText('Deal 12000', { exact: true }).waitFor()
    const active = await grid().getAttribute('aria-activedescendant')
    expect(active?.endsWith('-11999-5')).toBe(true)
    await page.keyboard.press('Control+Home')
    await page.getByText('Deal 1', { exact: true }).waitFor()
  })

  it('selects a range with Shift, sums it, and copies it for a spreadsheet', async () => {
    await open('/grid')
    await grid().focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key)
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('Selected: 3 numbers').waitFor()
    await page.keyboard.press('Control+c')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('98765432109\n16838\n-45000')
  })

  it('sorts by a click on the head: numbers from the largest', async () => {
    await open('/grid')
    await page.getByRole('button', { name: 'Amount USD' }).click()
    await page
      .getByRole('columnheader', { name: /Amount/ })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor()
    expect(await page.getByRole('gridcell').first().textContent()).toBe('Deal 2')
  })

  it('opens a row with Enter, in a drawer that has an address; Back closes it', async () => {
    await open('/grid')
    await grid().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Deal 1' }).waitFor()
    expect(page.url()).toContain('deal=1')
    await page.goBack()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('hides a column on demand and remembers it', async () => {
    await open('/grid')
    await page.getByRole('button', { name: 'Choose columns' }).click()
    await page.getByRole('checkbox', { name: 'Owner' }).uncheck()
    await open('/grid')
    expect(await page.getByRole('columnheader', { name: 'Owner' }).count()).toBe(0)
    await page.evaluate(() => localStorage.clear())
  })

  it('is a list on a phone', async () => {
    await open('/grid', 390)
    expect(await page.getByRole('grid').count()).toBe(0)
    await page.getByRole('listitem').getByText('Deal 1', { exact: true }).click()
    await page.getByRole('dialog', { name: 'Deal 0' }).waitFor()
  })

  it.each([390, 1440])('says what its columns mean by key, at %s pixels as by a tap', async (width) => {
    await open('/grid', width)
    const sign = page.getByRole('button', { name: 'Deals: what the numbers mean' })
    await sign.press('Enter')
    await page.getByRole('dialog').getByText('What the deal is worth.').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await sign.evaluate((each) => each === document.activeElement)).toBe(true)
  })
})

describe('pictures and numbers', () => {
  it('a number is a door: a click opens its definition, as-of and what is left out', async () => {
    await open('/')
    await page.getByRole('button', { name: 'Outlook: $4.14\u202fM' }).click()
    await page.getByRole('dialog', { name: 'Outlook of Q4' }).getByText('12 deals without amount').waitFor()
    expect(page.url()).toContain('door=outlook')
  })

  it('a chart says in words what it shows, and turns into a table', async () => {
    await open('/charts')
    const figure = page.getByRole('figure', { name: 'Demand of Road bikes' })
    const words = await figure.getByRole('img').getAttribute('aria-label')
    expect(words).toContain('With 95% confidence between')
    await figure.getByRole('button', { name: 'Show as table' }).click()
    expect(await figure.getByRole('row').count()).toBe(60)
  })

  it('a tree opens and closes with the arrow keys', async () => {
    await open('/')
    await page
      .getByRole('treeitem', { name: /Road bikes/ })
      .first()
      .focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('treeitem', { name: /with a rather long name/ }).waitFor()
    await page.keyboard.press('ArrowLeft')
    expect(await page.getByRole('treeitem', { name: /with a rather long name/ }).count()).toBe(0)
  })

  it('a filter is kept in the address as a chip', async () => {
    await open('/')
    await page.getByRole('button', { name: 'Stage' }).click()
    await page.getByRole('checkbox', { name: 'Won (4238)' }).check()
    await page.keyboard.press('Escape')
    expect(page.url()).toContain('stage=won')
    await page.getByRole('button', { name: 'Stage: Won' }).waitFor()
  })
})

test('a workbook comes back: differences are shown first, what changed here too stays unless chosen, one undo takes all back', async () => {
  await open('/edit')
  const amount = (at: number) => page.locator(`[data-line="${at}"] [role=gridcell]`).nth(1).textContent()

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Copy or download' }).click()
  await page.getByRole('menuitem', { name: 'Excel workbook' }).click()
  const book = await openXlsx(Buffer.concat(await (await (await saving).createReadStream()).toArray()))
  const [, first, second, third] = book.sheets[0]!.rows
  first![1] = 11
  second![1] = 22.5
  third![1] = 33
  const file = { name: 'plans.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await saveXlsx(book)) }

  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Copy or download' }).click()
  await page.getByRole('menuitem', { name: 'Bring a workbook back' }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose the workbook' }).click()
  await (await choosing).setFiles(file)
  const conflicts = page.getByRole('table', { name: /^1 cell changed here too/ })
  await conflicts.getByText('$11.00').waitFor()
  expect(await axeViolations(page)).toEqual([])
  const before = [await amount(1), await amount(2)]
  await page.getByRole('button', { name: 'Change 2 cells' }).click()
  expect([await amount(0), await amount(1), await amount(2)]).toEqual(['$500.00', '$22.50', '$33.00'])
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+z')
  expect([await amount(0), await amount(1), await amount(2)]).toEqual(['$500.00', ...before])
})
