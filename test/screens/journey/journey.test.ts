import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { looksRight } from '../../harness/looks.ts'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'
import { type Started, startDrumbeat } from './started.ts'

/** The way of a first user, from the link in the terminal to a forecast of their own, each step on the one before. */
const crm = join(process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'), 'crm')
const owner = { name: 'Ines Albrecht', email: 'ines@example.com', password: 'a few words more' }
let drumbeat: Started
let browser: Browser
let page: Page

beforeAll(async () => {
  const [started, opened] = await Promise.all([startDrumbeat(), sharedBrowser()])
  drumbeat = started
  browser = opened
  const context = await openContext(browser)
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await drumbeat?.stop()
})

test('the link in the terminal makes the first owner, who signs out and in again by password', async () => {
  await page.goto(drumbeat.claim)
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.locator('[name=password]').fill(owner.password)
  await page.locator('[name=company]').fill('Albrecht Machines')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Albrecht Machines is ready for your data.').waitFor()

  await page.getByRole('button', { name: /Ines Albrecht/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill(owner.email)
  await page.locator('[name=password]').fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Import files' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
})

test('the owner keeps a passkey, and it alone signs them in', async () => {
  // A passkey belongs to a name; 127.0.0.1 is none.
  const site = drumbeat.url.replace('127.0.0.1', 'localhost')
  const context = await openContext(browser)
  const own = await context.newPage()
  const devtools = await context.newCDPSession(own)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await own.goto(`${site}/settings?tab=sign-in`)
  await own.getByLabel('E-mail').fill(owner.email)
  await own.locator('[name=password]').fill(owner.password)
  await own.keyboard.press('Enter')
  await own.getByRole('button', { name: 'Add a passkey' }).click()
  await own.getByRole('dialog').getByLabel('Name').fill('Work laptop')
  await own.getByRole('dialog').locator('[name=password]').fill(owner.password)
  await own.getByRole('button', { name: 'Add it' }).click()
  await own.getByRole('table', { name: 'Passkeys' }).getByText('Work laptop').waitFor()
  await looksRight(own, 'sign-in with a passkey kept')

  await own.getByRole('button', { name: /Ines Albrecht/ }).click()
  await own.getByRole('menuitem', { name: 'Sign out' }).click()
  await own.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await own.getByRole('button', { name: /Ines Albrecht/ }).waitFor()

  await own.goto(`${site}/settings?tab=sign-in`)
  await own.getByRole('button', { name: 'Remove Work laptop' }).click()
  await own.getByText('The passkey signs in no more').waitFor()
  await own.getByRole('table', { name: 'Passkeys' }).waitFor({ state: 'detached' })
  await context.close()
})

test('a file of deals is understood, its bad row left out, the rest loaded, known again, and undone', async () => {
  await drop([{ name: 'deals.csv', text: deals }])
  await page.getByText('4 deals read. If you load it now: 3 new, 1 left out.').waitFor()
  await page.getByText('"much" is no amount').waitFor()
  await looksRight(page, 'a file of deals before it is loaded')

  await page.getByRole('button', { name: 'Load 3 rows' }).click()
  await page.getByText('4 deals read: 3 new, 1 left out in quarantine.').waitFor()
  await looksRight(page, 'a file of deals loaded')
  const result = page.url()

  await page.getByRole('link', { name: 'See the deals' }).click()
  await page.getByText('1 open deal worth').waitFor()
  await page.getByRole('gridcell', { name: 'Press line' }).waitFor()

  await page.goto(`${drumbeat.url}/imports`)
  await looksRight(page, 'the list of imports')
  await drop([{ name: 'deals.csv', text: deals }])
  await page.getByText('4 deals read. If you load it now: 0 new, 3 unchanged, 1 left out.').waitFor()
  expect(await page.getByRole('button', { name: 'Nothing new to load' }).isDisabled()).toBe(true)

  await page.goto(result)
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByText('This import was undone.').waitFor()
  await page.goto(`${drumbeat.url}/crm/deals`)
  await page.getByText('No deals yet').waitFor()
})

test('order lines become a forecast on a Demand screen that was open all the while, and go again', async () => {
  const demand = await page.context().newPage()
  await demand.goto(`${drumbeat.url}/demand`)
  await demand.getByText('No demand yet').waitFor()

  await page.goto(`${drumbeat.url}/imports`)
  await drop([
    { name: 'families.csv', text: 'Family Key,Family\n1,Machine parts\n' },
    {
      name: 'items.csv',
      text: 'Item Code,Item Name,Family\nRoller,Roller,Machine parts\nBlade,Blade,Machine parts\nBelt,Belt,Machine parts\n',
    },
    { name: 'orders.csv', text: orders() },
  ])
  await page.getByText('112 rows read. If you load them now: 112 new, none left out.').waitFor()
  await page.getByRole('button', { name: 'Load 112 rows' }).click()
  await page.getByText('112 rows read: 112 new, none left out.').waitFor()

  await demand.getByRole('heading', { level: 1, name: 'Demand' }).waitFor()
  await demand.locator('canvas').first().waitFor()
  await demand.getByText(/units expected in the next 3 months/).waitFor()
  await demand.getByRole('treeitem', { name: /Machine parts/ }).waitFor()

  await page.getByRole('button', { name: 'Undo all 3 files' }).click()
  await page.getByText('This import was undone.').waitFor()
  await demand.getByText('No demand yet').waitFor()
  await demand.close()
})

describe.skipIf(!existsSync(crm))('a CRM export of four files', () => {
  test('is read as one set, its misspelt names mended on request, and loaded', async () => {
    await page.goto(`${drumbeat.url}/imports`)
    const names = ['accounts', 'products', 'sales_teams', 'sales_pipeline']
    await page.locator('input[type=file]').setInputFiles(names.map((name) => join(crm, `${name}.csv`)))
    await page.getByText('8,927 rows read. If you load them now: 7,434 new, 1,493 left out.').waitFor()
    await page.getByRole('checkbox', { name: 'Accept the proposed spelling in 1,493 rows' }).click()
    await page.getByText('8,927 rows read. If you load them now: 8,927 new, none left out.').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Load 8,927 rows' }).click()
    await page.getByText('8,927 rows read: 8,927 new, none left out.').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })

  test('gives 8,800 deals, 4,238 of them won for 10,005,534, on Deals and on the Overview', async () => {
    const result = page.url()
    await page.goto(`${drumbeat.url}/crm/deals?outcome=won`)
    await page.getByText('4,238 won for').waitFor()
    await page.getByText('$10,005,534.00', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Clear all' }).click()
    await page.getByText('8,800 deals', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByText('8,800, last changed').waitFor()

    await page.goto(result)
    await page.getByRole('button', { name: 'Undo all 4 files' }).click()
    await page.getByText('This import was undone.').waitFor()
    await page.goto(`${drumbeat.url}/crm/deals`)
    await page.getByText('No deals yet').waitFor()
  })
})

type Dropped = { name: string; text: string }

async function drop(files: Dropped[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })))
}

const deals = `Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Amount,Close Date,Stage,Created Date
A-1,Press line,Nordhaus,Mia Kern,120000,2026-12-15,Negotiation,2026-09-01
A-2,Spare rollers,Nordhaus,Mia Kern,4800.50,2026-10-02,Closed Won,2026-08-11
A-3,Service contract,Velder,Jon Abel,15000,2026-10-20,Closed Lost,2026-07-30
A-4,Cutting head,Velder,Jon Abel,much,2026-11-05,Closed Won,2026-08-02
`

/** Three years of monthly orders for three items, rising and falling with the year. */
function orders(): string {
  const rows = ['Order,Date,Item,Quantity,Amount']
  for (let month = 0; month < 36; month++) {
    const day = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`
    for (const [item, level, price] of [
      ['Roller', 90, 12],
      ['Blade', 40, 30],
      ['Belt', 25, 55],
    ] as const) {
      const quantity = Math.round(level + month + 15 * Math.sin((month * Math.PI) / 6))
      rows.push(`${item}-${month},${day},${item},${quantity},${quantity * price}.00`)
    }
  }
  return `${rows.join('\n')}\n`
}
