import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { picture } from '../../harness/looks.ts'
import { settled } from '../../harness/settled.ts'
import { sharedBrowser } from '../../harness/shared-browser.ts'
import { type DemoSite, openDemoSite } from '../../harness/site.ts'

let site: DemoSite
let browser: Browser

beforeAll(async () => {
  site = await openDemoSite()
  browser = await sharedBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

describe('a person', () => {
  it('moves to another manager from a day on, and the history tells both', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/company')
    await page.getByRole('treeitem', { name: /Dana Vance/ }).click()
    await page.getByRole('button', { name: 'Change manager' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Reports to' }).click()
    await page.getByRole('option', { name: /^Erik Aalto/ }).click()
    await picture(page, 'change-manager')
    expect(await axeViolations(page)).toEqual([])
    await form.getByRole('button', { name: 'Change manager' }).click()
    await form.waitFor({ state: 'hidden' })
    const history = page.getByRole('list', { name: 'History of Dana Vance' })
    await history.getByText('Erik Aalto').waitFor()
    expect(await history.textContent()).toContain('Ben Osborne')
    await settled(page)
    await picture(page, 'person-history')
    await page.getByRole('button', { name: 'Undo' }).click()
    await history.getByText('Erik Aalto').waitFor({ state: 'detached' })
    expect(await history.getByRole('listitem').count()).toBe(3)
    await page.context().close()
  })

  it('opens in a drawer on a phone', async () => {
    const page = await site.signIn(browser, 'owner', { width: 390, scheme: 'dark' })
    await open(page, '/company?find=Dana+Vance')
    await page.getByText('Dana Vance').first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('list', { name: 'History of Dana Vance' }).waitFor()
    await picture(page, 'person-phone')
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
    await page.context().close()
  })

  it('cannot be put below their own report: the form says which circle it would close', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/company')
    await page.getByRole('treeitem', { name: /Tessa Ellery/ }).click()
    await page.getByRole('button', { name: 'Change manager' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Reports to' }).click()
    await page.getByRole('option', { name: /^Mira Neumann/ }).click()
    await form.getByRole('button', { name: 'Change manager' }).click()
    const refused = await form.getByRole('alert').textContent()
    expect(refused).toContain('Tessa Ellery → Mira Neumann → Tessa Ellery')
    await picture(page, 'circle')
    await page.context().close()
  })

  it('is erased only after the name was typed; then the name is gone from the screen', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/company?find=Kara+Bennett')
    await page.getByRole('button', { name: 'More for Kara Bennett' }).click()
    await page.getByRole('menuitem', { name: 'Erase for good…' }).click()
    const form = page.getByRole('dialog')
    const erase = form.getByRole('button', { name: 'Erase for good' })
    expect(await erase.isDisabled()).toBe(true)
    await picture(page, 'erase')
    expect(await axeViolations(page)).toEqual([])
    await form.getByRole('textbox').fill('Kara Bennett')
    await erase.click()
    await form.waitFor({ state: 'hidden' })
    await open(page, '/company?left=show&view=table&find=Erased')
    await page.getByText('Erased person').first().waitFor()
    await open(page, '/company?left=show&view=table&find=Kara')
    await page.getByText('Nobody matches').waitFor()
    await page.context().close()
  })

  it('is read, not changed, by a rep', async () => {
    const page = await site.signIn(browser, 'rep')
    await open(page, '/company')
    await page.getByRole('treeitem', { name: /Tessa Ellery/ }).click()
    await page.getByText('VP Sales').first().waitFor()
    expect(await page.getByRole('button', { name: 'Add person' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Change manager' }).count()).toBe(0)
    await open(page, '/settings')
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Workspace', 'Sign-in', 'Roles', 'API tokens'])
    await page.context().close()
  })
})

describe('things', () => {
  it('are deep-linked, saved with their exact price, and saved back by Undo', async () => {
    const page = await site.signIn(browser, 'crm-administrator')
    await open(page, '/company?tab=items')
    await page.getByText('CAR-101').click()
    expect(page.url()).toMatch(/[?&]id=[0-9a-f-]{36}/)
    const form = page.getByRole('dialog')
    const price = form.getByRole('textbox', { name: /^List price/ })
    const before = await price.inputValue()
    await settled(page)
    expect(await axeViolations(page)).toEqual([])
    await picture(page, 'item')
    await price.fill('1,234.567891')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'hidden' })
    expect(await priceOf('CAR-101')).toBe('1234.567891')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => priceOf('CAR-101')).toBe(`${Number(before).toFixed(6)}`)
    await page.context().close()
  })
})

describe('settings', () => {
  it('show the secret of a new token once', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/settings?tab=tokens')
    await page.getByRole('button', { name: 'New token' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Name' }).fill('Spreadsheet')
    await picture(page, 'new-token')
    expect(await axeViolations(page)).toEqual([])
    await form.getByRole('button', { name: 'Make the token' }).click()
    const secret = await form.getByRole('textbox', { name: 'Secret of Spreadsheet' }).inputValue()
    expect(secret).toMatch(/^drumbeat_\S{43}$/)
    await picture(page, 'token-secret')
    await form.getByRole('button', { name: 'Done' }).click()
    const asked = await fetch(`${site.url}/api/company`, { headers: { authorization: `Bearer ${secret}` } })
    expect(asked.status).toBe(200)
    await page.getByRole('button', { name: 'Revoke Spreadsheet' }).click()
    await page.getByText('No tokens').waitFor()
    await page.context().close()
  })

  it('make an invitation link to copy', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/settings?tab=users')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'E-mail' }).fill('new@tarnbeck.example')
    await form.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'Finance' }).click()
    await form.getByRole('button', { name: 'Make the link' }).click()
    const link = await form.getByRole('textbox', { name: 'One-time link' }).inputValue()
    expect(link).toContain('/demo/welcome?token=')
    await form.getByRole('button', { name: 'Done' }).click()
    await page.getByText('new@tarnbeck.example').waitFor()
    await picture(page, 'users')
    await page.context().close()
  })

  it('tell in the audit who did what, with the names people have today', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/settings?tab=audit&noun=person')
    await page.getByText('Let Dana Vance report to Erik Aalto from').waitFor()
    await page.getByText('Carried out the erasure of erased person').waitFor()
    await picture(page, 'audit')
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  it('hand out a backup sealed with a passphrase, or one that anybody can open', async () => {
    const page = await site.signIn(browser, 'owner')
    await open(page, '/settings?tab=backup')
    const saved = async (press: () => Promise<void>) => {
      const [file] = await Promise.all([page.waitForEvent('download'), press()])
      expect(file.suggestedFilename()).toMatch(/^drumbeat-demo-\d{4}-\d{2}-\d{2}\.backup$/)
      return (await firstBytes(await file.createReadStream())).toString('latin1', 0, 22)
    }
    await page.getByLabel('Passphrase').fill('four words in a row')
    const sealed = await saved(() => page.getByRole('button', { name: 'Download a sealed backup' }).click())
    expect(sealed).toBe('DRUMBEAT SEALED BACKUP')
    await page.getByText('Without its passphrase nobody can open it').waitFor()
    const plain = await saved(() => page.getByRole('link', { name: 'download it without a passphrase' }).click())
    expect(plain).toContain('DRUMBEAT BACKUP')
    await page.context().close()
  })
})

async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.url + path)
  await page.locator('h1').waitFor()
  await settled(page)
}

async function firstBytes(stream: Readable): Promise<Buffer> {
  const [chunk] = await once(stream, 'data')
  stream.destroy()
  return chunk
}

async function priceOf(code: string): Promise<string | undefined> {
  const { rows } = await site.workspace.pool.query('select list_price from company.item where code = $1', [code])
  return rows[0]?.list_price
}
