import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { limitsFor, measureSlowness } from './slowness.ts'

/** How a page is first seen; both can be changed in place. */
export type Look = { width?: number; scheme?: 'light' | 'dark' }

/** The browser of this run; closing it closes what this file opened in it. */
export function sharedBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserServer'))
}

/** A profile of one's own in a browser; each step in it may take the longer, the slower the machine is. */
export async function openContext(
  browser: Browser,
  { width = 1440, scheme = 'light' }: Look = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(limitsFor(measureSlowness()).step)
  return context
}
