import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { sharedBrowser } from '../../harness/shared-browser.ts'
import { type DemoSite, openDemoSite } from '../../harness/site.ts'

/** A sales manager reads the inbox, answers on the deal, gives an action, and the rep ticks it off. */
let site: DemoSite
let browser: Browser
let manager: Page
let rep: Page
let repName: string

beforeAll(async () => {
  const [opened, started] = await Promise.all([openDemoSite(), sharedBrowser()])
  site = opened
  browser = started
  manager = await site.signIn(browser, 'sales-manager')
  rep = await site.signIn(browser, 'rep')
  const { rows } = await site.workspace.pool.query(`
    select deal.id as deal, rep.name, manager."personId" as manager from auth."user" rep
      join crm.deal on deal.owner_id = rep."personId" cross join auth."user" manager
    where rep.role = 'rep' and manager.role = 'sales-manager' and deal.ended_at is null order by deal.id limit 1`)
  const { deal, manager: to } = rows[0]
  repName = rows[0].name
  const said = await rep.context().request.post(`${site.url}/api/actions/comments`, {
    data: { noun: 'deal', id: deal, text: `@[${to}], they want a discount.` },
    headers: { 'x-drumbeat': '1' },
  })
  expect(said.status()).toBe(200)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test('the sign in the bar counts what is unread, and opening a notice reads it and leads to the deal', async () => {
  await manager.goto(site.url)
  const sign = manager.getByRole('link', { name: /^Inbox, \d+ unread$/ })
  const before = Number(/\d+/.exec((await sign.getAttribute('aria-label'))!)![0])
  await sign.click()
  await manager.getByRole('listitem').filter({ hasText: 'they want a discount' }).getByRole('link').click()
  await manager.getByRole('region', { name: 'Comments' }).getByText('they want a discount').waitFor()
  const after = before === 1 ? 'Inbox, nothing unread' : `Inbox, ${before - 1} unread`
  await manager.locator(`[aria-label="${after}"]`).waitFor()
})

test('a mention is chosen by keyboard, and a comment that was sent can be taken back', async () => {
  await manager.getByRole('textbox', { name: 'Write a comment' }).click()
  await manager.keyboard.type(`Fine. @${repName.slice(0, 4)}`)
  await manager.getByRole('list', { name: 'Whom to mention' }).getByText(repName).waitFor()
  expect(await axeViolations(manager)).toEqual([])
  await manager.keyboard.press('ArrowDown')
  await manager.keyboard.press('Enter')
  await manager.keyboard.type('call them')
  await manager.keyboard.press('Control+Enter')
  const comments = manager.getByRole('region', { name: 'Comments' })
  await comments.getByText(`@${repName} call them`).waitFor()
  await manager.getByRole('button', { name: 'Undo' }).click()
  await comments.getByText(`@${repName} call them`).waitFor({ state: 'detached' })
})

test('an action that is given stands in the list of who owns it; done, it can be taken back', async () => {
  const actions = manager.getByRole('region', { name: 'Actions' })
  await actions.getByRole('button', { name: 'Add an action' }).click()
  await actions.getByLabel('What is to be done').fill('Call procurement')
  await actions.getByRole('combobox', { name: 'Owner' }).fill(repName.slice(0, 4))
  await manager.getByRole('option', { name: repName }).click()
  await actions.getByRole('button', { name: 'Add the action' }).click()
  await actions.getByText('Call procurement').waitFor()

  await rep.goto(`${site.url}/actions`)
  await rep.getByRole('checkbox', { name: 'Done: Call procurement' }).click()
  await rep.getByRole('checkbox', { name: 'Done: Call procurement' }).waitFor({ state: 'detached' })
  await rep.getByRole('alert').filter({ hasText: 'Call procurement' }).getByRole('button', { name: 'Undo' }).click()
  await rep.getByRole('checkbox', { name: 'Done: Call procurement' }).waitFor()
})
