import type { Page } from 'playwright-core'

/** Nothing is waiting any more: the screen asked for, and its drawer, show without skeletons, and two frames were drawn. */
export async function settled(page: Page): Promise<void> {
  const waits = 'main[aria-busy=true], :is(main, [role="dialog"]) [role="status"][aria-label="Loading"]'
  await page.waitForFunction((waiting) => document.querySelector(waiting) === null, waits)
  await drawn(page)
}

/** Two frames were drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
