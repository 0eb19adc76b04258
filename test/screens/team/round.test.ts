import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { blindFor, unblind } from '#pulse/tokens/wallet.ts'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'
import { openDemoSite } from '../../harness/site.ts'

/** A round of 25: three in browsers of their own, the others by what a browser sends (25 browsers: npm run bench -- pulse/browsers). */
const site = await openDemoSite()
const browser = await sharedBrowser()
afterAll(async () => {
  await browser.close()
  await site.close()
})

const base = new URL(site.url).pathname
type Cell = { id: string; publicKey: string }

test('25 people answer a round, with a login, a printed code, in two tabs and without a network; the screen says what came of it', async () => {
  const manager = await site.signIn(browser, 'sales-ops-manager')
  const ask = asking(manager)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const questionIds = ['recommend', 'workload-1', 'comment-change']
  const survey = await ask('surveys', { name: 'Twenty-five', firstOn: yesterday, openHour: 0, questionIds })
  const { roundId } = await ask(`surveys/${survey.id}/launch`, {})
  const { codes } = await ask(`rounds/${roundId}/codes`, {})
  const path = `${site.url}/pulse/answer?round=${roundId}`
  const rep = await site.signIn(browser, 'rep')
  await rep.goto(path)
  const twin = await rep.context().newPage()
  await twin.goto(path)
  await answerOn(rep, 9)
  await twin.getByRole('button', { name: 'Send answers' }).click()
  await twin.getByText('Counted. Thank you.').waitFor()
  for (const [at, { code }] of codes.slice(0, 2).entries()) {
    const context = await openContext(browser, { width: 390 })
    const page = await context.newPage()
    await page.goto(`${path}#code=${code}`)
    await answerOn(page, 3, at === 0 ? context : undefined)
    await context.close()
  }
  const { cells } = await (await fetch(`${site.url}/api/pulse/rounds/${roundId}/questions`)).json()
  for (const { code } of codes.slice(2, 24)) await answerByCode(code, cells, 10)
  await ask(`rounds/${roundId}/close`, {})
  await manager.goto(`${site.url}/pulse?round=${roundId}`)
  // 23 promoters, 2 detractors: 100 x 21/25.
  await manager.getByText(/^eNPS \+84 \(25 of \d+ answered; 95%: /).waitFor()
})

async function answerOn(page: Page, score: number, offline?: BrowserContext): Promise<void> {
  await page
    .getByRole('radio', { name: String(score), exact: true })
    .first()
    .check({ force: true })
  if (offline) {
    await offline.setOffline(true)
    await page.getByRole('button', { name: 'Send answers' }).click()
    await page.getByText('Your answers are kept in this browser until they are sent.').waitFor()
    await offline.setOffline(false)
  }
  await page.getByRole('button', { name: 'Send answers' }).click()
  await page.getByText('Counted. Thank you.').waitFor()
}

async function answerByCode(code: string, cells: Cell[], score: number): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'x-drumbeat': '1' }
    const response = await fetch(`${site.url}/api/pulse/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(200)
    return response.json()
  }
  const { roundId, cellId } = await post('tokens', { code })
  const { publicKey } = cells.find(({ id }) => id === cellId)!
  const blinded = await blindFor(publicKey)
  const { signature } = await post('tokens', { code, blinded: blinded.blinded })
  const own = await unblind(publicKey, blinded, signature)
  await post('answers', { roundId, cellId, ...own, answers: [{ position: 1, value: score }] })
}

/** Asks the API as whoever is signed in on a page. */
function asking(page: Page) {
  return async (path: string, data: object) => {
    const response = await page
      .context()
      .request.post(`${new URL(site.url).origin}${base}/api/pulse/${path}`, { data, headers: { 'x-drumbeat': '1' } })
    expect(response.status(), await response.text()).toBe(200)
    return response.json()
  }
}
