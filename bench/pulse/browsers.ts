import { rm } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../test/harness/browser.ts'
import { cpuOfTree } from '../parts/cpu.ts'
import { newDataDir, type Running, startProduct } from '../parts/running.ts'
import { hire, type Member } from './large-team.ts'
import { ask, launch, published, type Round, tallyOf } from './survey.ts'

const MEMBERS = 25
const AT_ONCE = 5
/** Members without a desk: they open the link of their printed code. */
const BY_CODE = 8

/**
 * A round of 25 members, each in a browser context of their own: 17 signed in, 8 by one-time codes; some in two tabs, some
 * without a network when they send. The close, and what is published, on the screen.
 */
export async function run(): Promise<string> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir, flags: ['--no-demo'] })
  const browser = await openBrowser()
  try {
    const { members, runner } = await hire(dataDir, MEMBERS)
    const round = await launch(product, runner, ['recommend', 'workload-1', 'tools-3', 'comment-change'])
    const codes = await codesOf(product, runner, { round, members: members.slice(0, BY_CODE) })
    const began = performance.now()
    const cpu = cpuOfTree(process.pid)
    const scores = members.map((_, at) => 1 + ((at * 7) % 10))
    const waiting = [...members.keys()]
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let at = waiting.shift(); at !== undefined; at = waiting.shift())
          await answer({
            browser,
            product,
            round,
            member: members[at]!,
            code: codes.get(members[at]!.personId!),
            score: scores[at]!,
            at,
          })
      }),
    )
    const seconds = (performance.now() - began) / 1000
    const spent = (cpuOfTree(process.pid) - cpu) / 1000
    const { results, audit, enps } = await published(product, runner, round.id)
    const sentence = await onScreen({ browser, product, runner, roundId: round.id })
    const isRight =
      JSON.stringify(enps) === JSON.stringify({ ...enps, ...tallyOf(scores) }) && results.answered === MEMBERS
    if (!isRight) process.exitCode = 1
    return [
      `${MEMBERS} members in ${MEMBERS} contexts of one Chromium, ${AT_ONCE} at once: ${results.answered} answers published of ${audit.issued} tokens; ${isRight ? 'scores as given' : 'SCORES DIFFER'}.`,
      `${seconds.toFixed(1)} s, ${spent.toFixed(1)} CPU s with server, PostgreSQL and browser.`,
      `On the screen: ${sentence}`,
    ].join('\n')
  } finally {
    await browser.close()
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function codesOf(product: Running, { token }: Member, of: { round: Round; members: Member[] }) {
  const body = { personIds: of.members.map(({ personId }) => personId) }
  const { codes } = await ask<{ codes: { personId: string; code: string }[] }>(
    product,
    `/api/pulse/rounds/${of.round.id}/codes`,
    { token, body },
  )
  return new Map(codes.map(({ personId, code }) => [personId, code]))
}

async function answer(of: {
  browser: Browser
  product: Running
  round: Round
  member: Member
  code: string | undefined
  score: number
  at: number
}): Promise<void> {
  const { browser, product, round, member, code, score, at } = of
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  try {
    if (!code) await signIn(context, product, member)
    const path = `${product.url}/pulse/answer?round=${round.id}${code ? `#code=${code}` : ''}`
    const page = await opened(context, path)
    const other = at % 6 === 1 ? await opened(context, path) : null
    await page
      .getByRole('radio', { name: String(score), exact: true })
      .first()
      .check({ force: true })
    if (at % 5 === 0) await page.getByRole('textbox').first().fill('Fewer forms.')
    if (at % 4 === 0) await sendWithoutNetwork(context, page)
    await page.getByRole('button', { name: 'Send answers' }).click()
    await page.getByText('Counted. Thank you.').waitFor()
    if (!other) return
    await other.getByRole('button', { name: 'Send answers' }).click()
    await other.getByText('Counted. Thank you.').waitFor()
  } finally {
    await context.close()
  }
}

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  await page.getByRole('button', { name: 'Send answers' }).waitFor()
  return page
}

async function sendWithoutNetwork(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send answers' }).click()
  await page.getByText('Your answers are kept in this browser until they are sent.').waitFor()
  await context.setOffline(false)
}

async function onScreen(of: { browser: Browser; product: Running; runner: Member; roundId: string }): Promise<string> {
  const context = await of.browser.newContext()
  await signIn(context, of.product, of.runner)
  const page = await context.newPage()
  await page.goto(`${of.product.url}/pulse?round=${of.roundId}`)
  const answer = page.getByText(/^eNPS/).first()
  await answer.waitFor()
  const said = await answer.textContent()
  await context.close()
  return said ?? ''
}

/** Signs a browser in as its member. */
async function signIn(context: BrowserContext, product: Running, { cookie }: Member): Promise<void> {
  await context.addCookies([{ ...cookie, url: product.url, httpOnly: true, sameSite: 'Lax' }])
}
