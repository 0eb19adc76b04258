import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../test/harness/browser.ts'
import { cpuOf, cpuOfTree } from '../parts/cpu.ts'
import { callApi } from '../parts/running.ts'
import { forecastAll, type OrderCompany, openOrderCompany } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 20_000)
const RATE = Number(process.env.RATE ?? 100)
const MINUTES = Number(process.env.MINUTES ?? 5)
const KILLS = Number(process.env.KILLS ?? 0)
/** One unit a line, so that what came so far tells which lines can be seen. */
const UNIT = 1

/**
 * Order lines one by one at RATE a second for MINUTES, against the server as users run it: how long after a line was sent the Demand
 * screen of a real browser shows what came with it, by the live feed alone; and whether all are there, once, in the end. KILLS kills
 * the server with SIGKILL so many times meanwhile; senders send again what was not acknowledged.
 */
export async function run(): Promise<string> {
  process.env.ONLY_FORECASTS = '1'
  const company = await openOrderCompany({ series: SERIES })
  const browser = await openBrowser()
  try {
    await forecastAll(company)
    await calm(company)
    const before = await inRunningMonth(company)
    const page = await openScreen(browser, company, before)
    const pid = company.product().child.pid!
    const cpuBefore = { all: cpuOfTree(pid), server: cpuOf(pid) }
    const sent = await send(company)
    const caughtUpMs = await untilAllThere(company, before + sent.length * UNIT)
    await sleep(1500)
    const seen = await seenOn(page, before)
    const cpu = KILLS > 0 ? null : { all: cpuOfTree(pid) - cpuBefore.all, server: cpuOf(pid) - cpuBefore.server }
    return [...report(company, { sent, seen, caughtUpMs, cpu }), ...(await counted(company, { before, sent }))].join(
      '\n',
    )
  } finally {
    await browser.close()
    await company.close()
  }
}

/** When each line was sent first, and when it was acknowledged; ms of the one clock of this machine. */
type Sent = { at: number; acknowledged: number }

/** Sends at the pace of the clock, whatever the answers take; a line that was not acknowledged is sent again under its key. */
async function send(company: OrderCompany): Promise<Sent[]> {
  const total = Math.round(RATE * 60 * MINUTES)
  const began = Date.now()
  const kills = Array.from({ length: KILLS }, (_, i) => began + ((i + 1) * MINUTES * 60_000) / (KILLS + 1))
  const killing = (async () => {
    for (const at of kills) {
      await sleep(Math.max(0, at - Date.now()))
      company.product().child.kill('SIGKILL')
      await company.again()
    }
  })()
  const lines: Promise<Sent>[] = []
  for (let n = 0; n < total; n++) {
    const due = began + (1000 * n) / RATE
    if (due > Date.now()) await sleep(due - Date.now())
    lines.push(sendOne(company, n))
  }
  await killing
  return Promise.all(lines)
}

async function sendOne(company: OrderCompany, n: number): Promise<Sent> {
  const at = Date.now()
  const today = new Date().toISOString().slice(0, 10)
  const body = {
    ...{ key: `live-${n}`, order: `L${n}`, orderedOn: today, quantity: String(UNIT), amount: '12.5' },
    ...{ item: `I${1 + ((n * 7919) % company.items)}`, territory: `Territory ${1 + (n % 4)}` },
  }
  for (;;) {
    const asked = { token: company.token, body }
    const reply = await callApi(company.product(), '/api/crm/orders/events', asked).catch(() => null)
    if (reply?.status === 200) return { at, acknowledged: Date.now() }
    await sleep(100)
  }
}

async function inRunningMonth(company: OrderCompany): Promise<number> {
  const [row] = await company.ask<{ units: number }>(
    `select coalesce(sum(quantity), 0)::float8 as units from demand.history
     where grain = 'month' and starts_on = date_trunc('month', now())::date`,
  )
  return row!.units
}

async function untilAllThere(company: OrderCompany, units: number): Promise<number> {
  const began = Date.now()
  while (Date.now() - began < 120_000) {
    const there = await inRunningMonth(company).catch(() => 0)
    const [left] = await company.ask<{ n: number }>('select count(*)::int as n from demand.touched').catch(() => [])
    if (there >= units && left?.n === 0) break
    await sleep(50)
  }
  return Date.now() - began
}

/** Nothing is worked on behind the screens any more. */
async function calm(company: OrderCompany): Promise<void> {
  for (;;) {
    const [jobs] = await company.ask<{ n: number }>(
      "select count(*)::int as n from pgboss.job where state in ('active', 'retry') or (state = 'created' and start_after <= now())",
    )
    if (jobs!.n === 0) return
    await sleep(500)
  }
}

/** The Demand screen on what came in the running month; each figure it shows is noted with the moment it is painted. */
async function openScreen(browser: Browser, company: OrderCompany, before: number): Promise<Page> {
  const { url } = company.product()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  const signIn = { email: 'owner@example.com', password: 'correct horse battery' }
  await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: signIn,
    headers: { origin: url, 'x-drumbeat': '1' },
  })
  const page = await context.newPage()
  await page.goto(`${url}/demand?tab=running`)
  await page
    .getByText(Math.round(before).toLocaleString('en-US'), { exact: true })
    .first()
    .waitFor({ timeout: 120_000 })
  await page.evaluate(() => {
    const noted: { at: number; units: number }[] = []
    Object.assign(window, { noted })
    const look = () => {
      const label = [...document.querySelectorAll('dt')].find((each) => each.textContent?.startsWith('Came by'))
      const units = Number((label?.nextElementSibling?.textContent ?? '').replaceAll(/[^\d.]/g, ''))
      if (units && noted.at(-1)?.units !== units) requestAnimationFrame(() => noted.push({ at: Date.now(), units }))
    }
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
  return page
}

async function seenOn(page: Page, before: number): Promise<{ at: number; lines: number }[]> {
  const noted = await page.evaluate(() => (window as unknown as { noted: { at: number; units: number }[] }).noted)
  return noted.map(({ at, units }) => ({ at, lines: (units - before) / UNIT }))
}

type Run = {
  sent: readonly Sent[]
  seen: readonly { at: number; lines: number }[]
  caughtUpMs: number
  cpu: { all: number; server: number } | null
}

/** The n-th line sent is seen where the screen first shows n lines more than before. */
function report(company: OrderCompany, { sent, seen, caughtUpMs, cpu }: Run): string[] {
  const waits: number[] = []
  let look = 0
  for (const [n, { at }] of sent.entries()) {
    while (look < seen.length && seen[look]!.lines < n + 1) look++
    waits.push(look < seen.length ? seen[look]!.at - at : Number.POSITIVE_INFINITY)
  }
  const unseen = waits.filter((each) => !Number.isFinite(each)).length
  return [
    `${(4 * company.seriesOfView).toLocaleString('en')} series in four views; ${sent.length.toLocaleString('en')} order lines one by one, ${RATE} a second for ${MINUTES} minutes (bar: 100 a second for 5 minutes over 20,000 series); sender and Chromium share the machine; kill -9 of the server: ${KILLS}.`,
    '',
    '| what | p50 | p95 | slowest | bar |',
    '|---|---|---|---|---|',
    row(
      'sent to acknowledged',
      sent.map(({ at, acknowledged }) => acknowledged - at),
      '',
    ),
    row('sent to the new figures painted in the browser', waits.filter(Number.isFinite), 'p95 <= 1,000 ms'),
    '',
    '| what | measured | bar |',
    '|---|---|---|',
    `| lines never seen on the screen | ${unseen} | 0 |`,
    `| all sums and forecasts caught up after the last line | ${caughtUpMs} ms | |`,
    `| figures the screen showed on the way | ${seen.length} | |`,
    ...(cpu
      ? [
          `| CPU a line: server, PostgreSQL | ${(cpu.server / sent.length).toFixed(1)}, ${((cpu.all - cpu.server) / sent.length).toFixed(1)} ms | |`,
        ]
      : []),
  ]
}

function row(what: string, times: number[], bar: string): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN)
  return `| ${what} | ${at(0.5)} ms | ${at(0.95)} ms | ${at(1)} ms | ${bar} |`
}

/** End to end: lines acknowledged, lines in the books, units in the sums that forecasts are made of, and the nowcast's own. */
async function counted(
  company: OrderCompany,
  { before, sent }: { before: number; sent: readonly Sent[] },
): Promise<string[]> {
  const [books] = await company.ask<{ lines: number; orders: number }>(
    `select count(*)::int as lines, count(distinct order_number)::int as orders from crm.order_line
     where order_number like 'L%' and ended_at is null`,
  )
  const sums = (await inRunningMonth(company)) - before
  const { body } = await callApi<{ running: { soFar: string } }>(company.product(), '/api/demand/running', company)
  return [
    `| lines acknowledged but not in the books | ${sent.length - books!.orders} | 0 |`,
    `| lines in the books twice | ${books!.lines - books!.orders} | 0 |`,
    `| units sent less units in the sums of the month | ${sent.length * UNIT - sums} | 0 |`,
    `| units sent less those the nowcast counts | ${sent.length * UNIT - (Number(body.running.soFar) - before)} | 0 |`,
  ]
}
