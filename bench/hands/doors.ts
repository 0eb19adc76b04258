import { rm } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../test/harness/browser.ts'
import { type ShownNumber, shownNumbers } from '../../test/harness/doors.ts'
import { settled } from '../../test/harness/settled.ts'
import { newDataDir, startProduct } from '../parts/running.ts'

const roles = (
  process.env.ROLES ?? 'owner,sales-ops-manager,sales-manager,rep,demand-planner,supply-planner,executive,enablement'
).split(',')

type Found = ShownNumber & { screen: string; role: string }

/** Every number of every screen and tab of every role of the demo company: does it, its cell, its row or its tile open rows? */
export async function run(): Promise<string> {
  const found = process.env.SITE ? await walk(process.env.SITE) : await walkNew()
  const rooms = Map.groupBy(found, ({ screen }) => screen.split(',')[0]!)
  const line = (name: string, numbers: readonly Found[]) => {
    const count = (door: Found['door']) => numbers.filter((each) => each.door === door).length
    return `| ${name} | ${numbers.length} | ${count('rows')} | ${count('over rows')} | ${count('definition')} | ${count('none')} |`
  }
  const without = found.filter(({ door }) => door === 'definition' || door === 'none')
  const places = [...Map.groupBy(without, ({ screen, place }) => `${screen}: ${place}`)]
  return [
    `${found.length} numbers on the screens of ${roles.length} roles (${roles.join(', ')}).`,
    '',
    '| screen | numbers | open rows | count or sum a list, above or below it | say what they mean | neither |',
    '|---|---|---|---|---|---|',
    ...[...rooms].map(([room, numbers]) => line(room, numbers)),
    line('all', found),
    '',
    'Without rows, by place:',
    '',
    ...places
      .toSorted((a, b) => b[1].length - a[1].length)
      .map(([place, numbers]) => `- ${numbers.length} x ${place}, such as "${numbers[0]!.text}"`),
  ].join('\n')
}

async function walkNew(): Promise<Found[]> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir })
  try {
    return await walk(`${product.url}/demo`)
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function walk(url: string): Promise<Found[]> {
  const browser = await openBrowser()
  try {
    const found: Found[] = []
    for (const role of roles) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
      await context.request.post(`${url}/api/demo/sign-in`, { data: { role }, headers: { 'x-drumbeat': '1' } })
      const page = await context.newPage()
      await page.goto(url)
      for (const label of await menuOf(page)) found.push(...(await numbersOf(page, { label, role })))
      await context.close()
    }
    return found
  } finally {
    await browser.close()
  }
}

async function menuOf(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: 'Menu' }).getByRole('link')
  await links.first().waitFor()
  return links.allTextContents()
}

async function numbersOf(page: Page, { label, role }: { label: string; role: string }): Promise<Found[]> {
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: label, exact: true }).click()
  await page.locator('[aria-current=page]').getByText(label, { exact: true }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  const found = (await shownNumbers(page)).map((each) => ({ ...each, screen: label, role }))
  const tabs = page.getByRole('main').getByRole('tab')
  for (let at = 1; at < (await tabs.count()); at++) {
    const name = await tabs.nth(at).textContent()
    await tabs.nth(at).click()
    await settled(page)
    const numbers = await shownNumbers(page)
    found.push(...numbers.map((each) => ({ ...each, screen: `${label}, ${name?.replace(/\s*\d+$/, '')}`, role })))
  }
  return found
}
