import type { CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../test/harness/browser.ts'
import { serveKit } from '../test/screens/kit/serve.ts'

const STEPS = 60
const ROUNDS = 5

/** The grid at 10,000 x 36 cells in Chromium: scripting per wheel step, and a paste of 500 x 20 cells until it is painted. */
export async function run(): Promise<string> {
  const kit = await serveKit()
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await context.newPage()
    await page.goto(`${kit.url}/edit?rows=10000&columns=36`, { waitUntil: 'networkidle' })
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await page.mouse.move(700, 500)
    await wheel(page, { session, dx: 0, dy: 300 })
    const down: number[] = []
    const across: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      down.push(await wheel(page, { session, dx: 0, dy: 300 }))
      across.push(await wheel(page, { session, dx: round % 2 === 0 ? 40 : -40, dy: 0 }))
    }
    const pastes: number[] = []
    const pasting: number[] = []
    await paste(page, ROUNDS)
    for (let round = 0; round < ROUNDS; round++) {
      const before = await scriptSeconds(session)
      pastes.push(await paste(page, round))
      pasting.push(((await scriptSeconds(session)) - before) * 1000)
    }
    const floor = await plainScroll(page, session)
    const row = (what: string, values: number[], bar: string) =>
      `| ${what} | ${median(values).toFixed(1)} ms | ${Math.max(...values).toFixed(1)} ms | ${bar} |`
    return [
      `10,000 x 36 cells at 1440 x 900; ${ROUNDS} rounds of ${STEPS} wheel steps of 300 pixels.`,
      '',
      '| what | median | slowest round | bar |',
      '|---|---|---|---|',
      row('scripting per wheel step, down', down, '<= 31 ms'),
      row('scripting per wheel step, across', across, '<= 31 ms'),
      row('paste of 500 x 20 cells, from the key until painted', pastes, '<= 200 ms'),
      row('scripting of such a paste, its writing and settling included', pasting, ''),
      row('baseline: scripting per wheel step over a plain scrolling box', [floor], ''),
    ].join('\n')
  } finally {
    await browser.close()
    await kit.close()
  }
}

/** Milliseconds of script per wheel step, each step in a frame of its own. */
async function wheel(page: Page, by: { session: CDPSession; dx: number; dy: number }): Promise<number> {
  const before = await scriptSeconds(by.session)
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.wheel(by.dx, by.dy)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
  return ((await scriptSeconds(by.session)) - before) * (1000 / STEPS)
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
}

async function paste(page: Page, round: number): Promise<number> {
  const block = Array.from({ length: 500 }, (_, row) =>
    Array.from({ length: 20 }, (_, column) => (row * 7 + column * 3 + round + 1) % 900).join('\t'),
  ).join('\n')
  await page.evaluate((text) => navigator.clipboard.writeText(text), block)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  for (let at = 0; at < 6; at++) await page.keyboard.press('ArrowRight')
  const painted = page.evaluate(async () => {
    const began = await new Promise<number>((resolve) =>
      document.addEventListener('paste', () => resolve(performance.now()), { once: true, capture: true }),
    )
    const status = document.querySelector('[role=status]')
    while (!/cells changed/.test(status?.textContent ?? '')) await new Promise((resolve) => setTimeout(resolve))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - began
  })
  await page.keyboard.press('Control+v')
  const took = await painted
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '', null, {
    timeout: 60_000,
  })
  return took
}

async function plainScroll(page: Page, session: CDPSession): Promise<number> {
  await page.evaluate(() => {
    document.body.innerHTML = '<div style="height:600px;overflow:auto"><div style="height:370000px">plain</div></div>'
  })
  return wheel(page, { session, dx: 0, dy: 300 })
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
