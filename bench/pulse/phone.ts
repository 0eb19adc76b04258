import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../test/harness/browser.ts'
import { newDataDir, startProduct } from '../parts/running.ts'
import { hire, type Member } from './large-team.ts'
import { launch } from './survey.ts'

const LOADS = 9
/** Slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms there and back; a processor four times slower than this one. */
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 }
const SLOWER = 4

type Load = { paint: number; questions: number; interactive: number; bytes: number }

/** When somebody can answer on a cheap phone: the survey page with an empty cache, beside the same page on a fast line. */
export async function run(): Promise<string> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir, flags: ['--no-demo'] })
  const browser = await openBrowser()
  try {
    const { members, runner } = await hire(dataDir, 2 * LOADS + 1)
    const round = await launch(product, runner, ['recommend', 'workload-1', 'tools-3'])
    const at = { browser, url: product.url, path: `/pulse/answer?round=${round.id}` }
    await load({ ...at, member: members[0]!, isThrottled: false })
    const [slow, fast]: [Load[], Load[]] = [[], []]
    for (let nth = 0; nth < LOADS; nth++) {
      slow.push(await load({ ...at, member: members[1 + 2 * nth]!, isThrottled: true }))
      fast.push(await load({ ...at, member: members[2 + 2 * nth]!, isThrottled: false }))
    }
    const row = (what: string, of: (each: Load) => number, bar: string) =>
      `| ${what} | ${ms(median(slow.map(of)))} | ${ms(Math.max(...slow.map(of)))} | ${ms(median(fast.map(of)))} | ${bar} |`
    return [
      `${LOADS} loads each with an empty cache and a member of their own at 390 x 800; ${Math.round(median(slow.map(({ bytes }) => bytes)) / 1024)} KiB transferred.`,
      '',
      '| what | slow 4G, 4x CPU: median | slowest | baseline, unthrottled | bar |',
      '|---|---|---|---|---|',
      row('first contentful paint', ({ paint }) => paint, ''),
      row('the questions are there', ({ questions }) => questions, ''),
      row('interactive: a tapped answer is chosen', ({ interactive }) => interactive, '<= 2.5 s'),
    ].join('\n')
  } finally {
    await browser.close()
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function load(of: {
  browser: Browser
  url: string
  path: string
  member: Member
  isThrottled: boolean
}): Promise<Load> {
  const context = await of.browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true })
  await context.addCookies([{ ...of.member.cookie, url: of.url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  if (of.isThrottled) {
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', network)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  }
  await page.goto(`${of.url}${of.path}`, { waitUntil: 'commit' })
  const choice = page.getByRole('radio', { name: '7', exact: true }).first()
  await choice.waitFor()
  const questions = await page.evaluate(() => performance.now())
  await choice.tap({ force: true })
  await page.getByRole('radio', { name: '7', exact: true, checked: true }).first().waitFor({ state: 'attached' })
  const interactive = await page.evaluate(() => performance.now())
  const [paint, bytes] = await page.evaluate(() => [
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).reduce(
      (sum, each) => sum + each.transferSize,
      0,
    ),
  ])
  await context.close()
  return { paint: paint!, questions, interactive, bytes: bytes! }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function ms(value: number): string {
  return `${Math.round(value)} ms`
}
