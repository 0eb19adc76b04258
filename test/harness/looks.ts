import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations } from './axe.ts'
import { settled } from './settled.ts'
import type { DemoSite } from './site.ts'

/** A state of a screen that only its own address leads to; a domain lists its own in states.ts beside its screen tests. */
export type ScreenState = { name: string; path: string | ((site: DemoSite) => Promise<string>); shows: string | RegExp }

/** Both widths and both themes, in an order that changes one thing at a time. */
const looks = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'dark' },
  { width: 390, scheme: 'light' },
] as const
const across = [looks[0], looks[2]]
const theOthers = [looks[1], looks[3]]

/** Set SCREENSHOTS to a folder to look at every screen. */
const pictures = process.env.SCREENSHOTS

/** Where pictures are kept, and with LOOKS=all, each page is looked at in all four ways. */
const inAllWays = pictures !== undefined || process.env.LOOKS === 'all'

/** A page is looked at in either width and either theme: half of them wide and light, narrow and dark, the others the other way round. */
function looksOf(name: string) {
  if (inAllWays) return looks
  return [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === 0 ? across : theOthers
}

/**
 * Looks at a page as it stands, wide and narrow, light and dark, without loading it again: nothing for axe to find, nothing
 * to scroll sideways. A page that waits for ever on purpose says itself when it is drawn.
 */
export async function looksRight(page: Page, name: string, isStill = settled): Promise<void> {
  for (const { width, scheme } of looksOf(name)) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' })
    await isStill(page)
    const look = `${name} at ${width} pixels, ${scheme}`
    await picture(page, `${name}-${width}-${scheme}`)
    // What a theme can break is contrast; everything else is looked for once per width.
    const rules = inAllWays && scheme === 'dark' ? ['color-contrast'] : []
    expect(await axeViolations(page, rules), look).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), look).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: looks[0].width, height: 900 })
  await isStill(page)
}

/** What the page itself complains about, from now on. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push([message.text(), message.location().url].filter(Boolean).join(' '))
  })
  return faults
}

/** Keeps a picture where SCREENSHOTS says, if it says so. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  const file = name.replace(/[^\w.-]+/g, '-').toLowerCase()
  await page.screenshot({ path: join(pictures, `${file}.png`), fullPage: !(await page.getByRole('dialog').count()) })
}
