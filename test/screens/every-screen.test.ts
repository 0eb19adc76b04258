import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shownNumbers } from '../harness/doors.ts'
import { faultsOf, looksRight, type ScreenState } from '../harness/looks.ts'
import { settled } from '../harness/settled.ts'
import { sharedBrowser } from '../harness/shared-browser.ts'
import { openDemoSite } from '../harness/site.ts'

const listed = globSync('*/states.ts', { cwd: import.meta.dirname }).sort()
const states = (await Promise.all(listed.map(statesIn))).flat()

/** The menu itself says what there is to look at, so that a new screen is looked at without being named here. */
const site = await openDemoSite()
const browser = await sharedBrowser()
const page = await site.signIn(browser, 'owner')
const faults = faultsOf(page)
const entries = await menuOf(page)
/** Falls as rooms give their last figures rows; `npm run bench -- hands/doors` says which those are. */
const mostWithoutRows = 80
const withoutRows: string[] = []

beforeEach(() => page.setViewportSize({ width: 1440, height: 900 }))
afterEach(() => expect(faults.splice(0)).toEqual([]))
afterAll(async () => {
  await browser.close()
  await site.close()
})

describe('every screen of the menu, and every tab of it', () => {
  test.each(entries)('$label looks right, wide and narrow, light and dark', async ({ label }) => {
    await openFromMenu(page, label)
    await opensItsNumbers(page, label)
    await looksRight(page, label)
    const tabs = page.getByRole('main').getByRole('tab')
    for (let at = 1; at < (await tabs.count()); at++) {
      const name = await tabs.nth(at).textContent()
      await tabs.nth(at).click()
      await settled(page)
      await numbersHaveDoors(page, `${label}, ${name}`)
      await looksRight(page, `${label}, ${name}`)
    }
  })
})

describe('what only an address leads to', () => {
  test.each(states)('$name looks right, wide and narrow, light and dark', async ({ name, path, shows }) => {
    await page.goto(site.url + (typeof path === 'string' ? path : await path(site)))
    await page.getByText(shows).first().waitFor()
    await settled(page)
    await looksRight(page, name)
  })
})

test('a rep, a planner and an executive open every entry of their menus without an error; every number has a door', async () => {
  for (const role of ['rep', 'supply-planner', 'executive']) {
    const other = await site.signIn(browser, role)
    const found = faultsOf(other)
    for (const { label } of await menuOf(other)) {
      await openFromMenu(other, label)
      await numbersHaveDoors(other, `${label}, ${role}`)
    }
    expect(found, role).toEqual([])
    await other.context().close()
  }
})

test('all but a few numbers open their rows, or stand in what opens them', () => {
  expect(withoutRows.length, withoutRows.join('\n')).toBeLessThanOrEqual(mostWithoutRows)
})

/** Each number opens rows or at least says what it means; what it says only is counted. */
async function numbersHaveDoors(of: Page, name: string): Promise<void> {
  const numbers = await shownNumbers(of)
  const told = (door: 'none' | 'definition') =>
    numbers.filter((each) => each.door === door).map(({ text, place }) => `${name}: ${text} (${place})`)
  expect(told('none'), `numbers without a door: ${name}`).toEqual([])
  withoutRows.push(...told('definition'))
}

/** No number of a screen is without a door, and the doors open: the first number, and the first definition. */
async function opensItsNumbers(of: Page, label: string): Promise<void> {
  await numbersHaveDoors(of, label)
  const main = of.getByRole('main')
  const doors = [main.locator('p button[aria-expanded]'), main.getByRole('button', { name: 'what the numbers mean' })]
  for (const door of doors) {
    if ((await door.count()) === 0) continue
    await door.first().click()
    await of.getByRole('dialog').first().waitFor()
    await settled(of)
    await of.getByRole('dialog').first().press('Escape')
    await of.getByRole('dialog').first().waitFor({ state: 'hidden' })
  }
}

async function statesIn(file: string): Promise<ScreenState[]> {
  const module: { states: ScreenState[] } = await import(join(import.meta.dirname, file))
  return module.states
}

async function menuOf(of: Page): Promise<{ label: string }[]> {
  await of.goto(site.url)
  const links = of.getByRole('navigation', { name: 'Menu' }).getByRole('link')
  await links.first().waitFor()
  return (await links.allTextContents()).map((label) => ({ label }))
}

async function openFromMenu(of: Page, label: string): Promise<void> {
  await of.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: label, exact: true }).click()
  await of.locator('[aria-current=page]').getByText(label, { exact: true }).waitFor()
  await of.getByRole('heading', { level: 1 }).waitFor()
  await settled(of)
}
