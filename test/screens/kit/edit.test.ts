import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeViolations } from '../../harness/axe.ts'
import { openBrowser } from '../../harness/browser.ts'
import { serveKit } from './serve.ts'

let kit: Awaited<ReturnType<typeof serveKit>>
let browser: Browser
let context: BrowserContext
let page: Page
const faults: string[] = []

beforeAll(async () => {
  kit = await serveKit()
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error)))
})

afterAll(async () => {
  await browser?.close()
  await kit?.close()
})

afterEach(() => {
  expect(faults).toEqual([])
})

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const type = (text: string) => page.keyboard.type(text)
const clip = (text: string) => page.evaluate((value) => navigator.clipboard.writeText(value), text)
const copied = () => page.evaluate(() => navigator.clipboard.readText())

async function open(path = '/edit'): Promise<void> {
  await page.goto(kit.url + path, { waitUntil: 'load' })
  await page.getByRole(path.includes('tree') ? 'treegrid' : 'grid').focus()
}

/** The texts of the cells of a row, counted from the first below the head; all columns are in view. */
function row(at: number): Promise<string[]> {
  return page.locator(`[data-line="${at}"] [role=gridcell]`).allTextContents()
}

async function cell(at: number, column: number): Promise<string> {
  return (await row(at))[column] ?? ''
}

/** The text of the cell that aria-activedescendant names: it must exist. */
async function active(): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant')
    const named = id && document.getElementById(id)
    return named ? (named.textContent ?? '') : `nothing has the id ${id}`
  })
}

describe('a cell is edited by keys', () => {
  beforeEach(() => open())

  it('typing replaces it, Enter writes it and goes down; what is understood is shown back while typing', async () => {
    await press('ArrowRight')
    await type('1,500')
    await page.getByText('→ $1,500.00, not $1.50').waitFor()
    await press('Enter')
    expect(await cell(0, 1)).toBe('$1,500.00')
    expect(await active()).toBe('$89.19')
  })

  it('Shift+Enter writes it and goes up', async () => {
    await press('ArrowDown', 'ArrowRight')
    await type('5k')
    await press('Shift+Enter')
    expect(await cell(1, 1)).toBe('$5,000.00')
    expect(await active()).toBe('$10.00')
  })

  it('Tab writes it and goes right, Shift+Tab left; Enter after a run of Tabs goes back to where the run began', async () => {
    await press('End', 'ArrowLeft', 'ArrowLeft')
    await type('7')
    await press('Tab')
    await type('8')
    await press('Enter')
    expect((await row(0)).slice(5)).toEqual(['7', '8', '15'])
    expect(await active()).toBe('31')
    await type('9')
    await press('Shift+Tab')
    expect(await active()).toBe('10%')
    await press('Tab')
    expect(await active()).toBe('9')
  })

  it('Tab without a run of entries leaves the grid', async () => {
    await press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).not.toBe('grid')
  })

  it('F2 and Enter edit the old value, Escape leaves it as it was', async () => {
    await press('ArrowRight', 'F2')
    await type('0')
    await press('Escape')
    expect(await cell(0, 1)).toBe('$10.00')
    await press('Enter', 'End')
    await type('5')
    await press('Enter')
    await page.getByText('is finer than can be kept').waitFor()
    await press('Escape')
    expect(await active()).toBe('$10.00')
  })

  it('arrow keys write what was typed and move on', async () => {
    await press('ArrowRight')
    await type('12')
    await press('ArrowDown')
    expect(await cell(0, 1)).toBe('$12.00')
    expect(await active()).toBe('$89.19')
  })

  it('Ctrl+Enter writes one value into the whole range', async () => {
    await press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await type('3')
    await press('Control+Enter')
    expect([await cell(0, 1), await cell(1, 1), await cell(2, 1)]).toEqual(['$3.00', '$3.00', '$3.00'])
  })

  it('a choice is typed and taken with Enter, or with the arrow keys; what is none is refused', async () => {
    await press('ArrowRight', 'ArrowRight')
    await type('gra')
    await press('Enter')
    expect(await cell(0, 2)).toBe('Grace Hopper')
    await press('F2', 'ArrowDown', 'ArrowDown', 'Enter')
    expect(await cell(1, 2)).toBe('Charles Babbage')
    await type('nobody')
    await press('Enter')
    await page.getByText('is none of the choices, such as Ada Lovelace').waitFor()
    await press('Escape')
  })

  it('a day is read as the locale writes it', async () => {
    await press('ArrowRight', 'ArrowRight', 'ArrowRight')
    await type('12/24/26')
    await page.getByText('→ Dec 24, 2026').waitFor()
    await press('Enter')
    expect(await cell(0, 3)).toBe('Dec 24, 2026')
  })

  it('Delete clears what may be empty; Backspace begins with nothing', async () => {
    await press('ArrowRight', 'Shift+ArrowRight', 'Delete')
    expect((await row(0)).slice(1, 3)).toEqual(['', 'Ada Lovelace'])
    await page.getByText('1 of the cells cannot be changed and stayed.').waitFor()
    await press('Home', 'ArrowRight', 'ArrowDown', 'Backspace', 'Enter')
    expect(await cell(1, 1)).toBe('')
  })

  it('a locked cell says why, a computed one is none to edit', async () => {
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight')
    await type('5')
    await page.getByText('This plan is approved; take the approval back first.').waitFor()
    expect(await cell(3, 1)).toBe('$247.57')
    expect(await page.locator('[data-line="3"] [data-col="1"]').getAttribute('aria-readonly')).toBe('true')
    await press('End')
    await type('5')
    expect(await cell(3, 7)).toBe('203')
  })

  it('what is refused by the server goes back to what it was', async () => {
    await press('ArrowRight')
    await type('666')
    await press('Enter')
    expect(await cell(0, 1)).toBe('$10.00')
  })
})

describe('a range', () => {
  beforeEach(() => open())

  it('Ctrl+D fills down from its first row, or from the row above; Ctrl+R fills right', async () => {
    await press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d')
    expect([await cell(1, 1), await cell(2, 1)]).toEqual(['$10.00', '$10.00'])
    await press('ArrowDown', 'ArrowDown', 'End', 'ArrowLeft', 'Control+d')
    expect(await cell(4, 6)).toBe(await cell(3, 6))
    await press('Home', 'Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowRight', 'Control+r')
    expect((await row(1)).slice(5, 7)).toEqual(['31', '31'])
  })

  it('Ctrl+Alt+D goes on with the series of its first two rows', async () => {
    await press('End', 'ArrowLeft', 'ArrowLeft')
    for (let at = 0; at < 4; at++) await press('Shift+ArrowDown')
    await press('Control+Alt+d')
    expect([await cell(2, 5), await cell(4, 5)]).toEqual(['62', '124'])
  })

  it('Ctrl+Z takes a range back at once, Ctrl+Y and Ctrl+Shift+Z do it again', async () => {
    await press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d')
    await press('Control+z')
    await page.getByText('2 cells taken back.').waitFor()
    expect([await cell(1, 1), await cell(2, 1)]).toEqual(['$89.19', '$168.38'])
    await press('Control+y')
    await page.getByText('2 cells done again.').waitFor()
    expect(await cell(2, 1)).toBe('$10.00')
    await press('Control+z')
    await page.getByText('2 cells taken back.').waitFor()
    await press('Control+Shift+z')
    await page.getByText('2 cells done again.').waitFor()
    await press('Control+z', 'Control+z')
    await page.getByText('There is nothing more.').waitFor()
  })

  it('Shift+Space takes the row, Ctrl+Space the column, Ctrl+A all; Escape only the active cell', async () => {
    const selected = () => page.locator('[role=gridcell][aria-selected=true]').count()
    await press('Shift+Space')
    expect(await selected()).toBe(8)
    await press('ArrowLeft')
    await press('Control+Space')
    await page.getByText(/^Selected: 40 numbers, sum 16,860 pcs/).waitFor()
    await press('Control+a')
    await page.getByText(/^Selected: \d+ numbers, sum \$[\d,.]+ \+ [\d,]+ pcs$/).waitFor()
    await press('Escape')
    expect(await selected()).toBe(1)
  })

  it('the fill handle goes on with a series when it is dragged', async () => {
    await press('End', 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowDown')
    await page.locator('[data-handle]').hover()
    await page.mouse.down()
    await page.locator('[data-line="3"] [data-col="5"]').hover()
    await page.locator('[data-line="5"] [data-col="5"]').hover()
    await page.mouse.up()
    expect([await cell(2, 5), await cell(5, 5)]).toEqual(['62', '155'])
  })

  it('is drawn by the mouse, and a double click edits', async () => {
    await page.locator('[data-line="0"] [data-col="1"]').hover()
    await page.mouse.down()
    await page.locator('[data-line="2"] [data-col="1"]').hover()
    await page.mouse.up()
    await page.getByText('Selected: 3 numbers, sum $267.57, mean $89.19').waitFor()
    await page.locator('[data-line="1"] [data-col="1"]').dblclick()
    await type('4')
    await press('Enter')
    expect(await cell(1, 1)).toBe('$4.00')
  })
})

describe('copy and paste', () => {
  beforeEach(() => open())

  it('Ctrl+C copies exact numbers, Ctrl+Alt+C with headers and currency, and says how many', async () => {
    await press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Control+c')
    await page.getByText('Copied 2 plans, 2 columns.').waitFor()
    expect(await copied()).toBe('10.00\tAda Lovelace\n89.19\tCharles Babbage')
    await press('Control+Alt+c')
    await page.getByText('Copied 2 plans, 2 columns, with headers.').waitFor()
    expect((await copied()).split('\n')[0]).toBe('Amount (USD)\tOwner')
  })

  it('Ctrl+V takes a block that fits at once, as one step to undo', async () => {
    await clip('12.50\tGrace Hopper\t2026-03-01\n$1,234.00\tada lovelace\t3/2/2026\n')
    await press('ArrowRight', 'Control+v')
    await page.getByText('6 cells changed.').waitFor()
    expect((await row(1)).slice(1, 4)).toEqual(['$1,234.00', 'Ada Lovelace', 'Mar 2, 2026'])
    await press('Control+z')
    await page.getByText('6 cells taken back.').waitFor()
  })

  it('Ctrl+V shows what does not fit or could be meant otherwise before anything is written', async () => {
    await clip('1,500\tXena\nnope\tGrace Hopper')
    await press('ArrowRight', 'Control+v')
    const dialog = page.getByRole('dialog', { name: 'Look before you paste' })
    await dialog.getByText('$1,500.00, not $1.50').waitFor()
    await dialog.getByText('“Xena” is none of the choices').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await cell(0, 1)).toBe('$10.00')
    await press('Control+v')
    await dialog.getByRole('button', { name: 'Paste 2 cells' }).click()
    expect(await cell(0, 1)).toBe('$1,500.00')
    expect(await cell(1, 2)).toBe('Grace Hopper')
  })
})

describe('the head', () => {
  beforeEach(() => open())

  it('is reached by Up from the first row: Enter sorts, Alt+arrows move a column, Alt+Shift+arrows make it wider', async () => {
    await press('ArrowRight', 'ArrowUp')
    expect(await active()).toBe('Amount')
    await press('Enter')
    expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('descending')
    await press('Alt+ArrowRight')
    expect(await page.getByRole('columnheader').nth(2).textContent()).toBe('Amount')
    const width = async () => (await page.getByRole('columnheader', { name: 'Amount' }).boundingBox())?.width ?? 0
    const before = await width()
    await press('Alt+Shift+ArrowRight')
    expect(await width()).toBe(before + 16)
    await page.evaluate(() => localStorage.clear())
  })

  it('is dragged: its edge makes a column wider, a column to another place, and both are remembered', async () => {
    const edge = await page.locator('[data-edge=owner]').boundingBox()
    const width = async () => (await page.getByRole('columnheader', { name: 'Owner' }).boundingBox())?.width ?? 0
    const before = await width()
    await page.mouse.move(edge!.x + 4, edge!.y + 10)
    await page.mouse.down()
    await page.mouse.move(edge!.x + 54, edge!.y + 10)
    await page.mouse.up()
    expect(Math.round(await width())).toBe(before + 50)
    await page.getByRole('columnheader', { name: 'Closes' }).dragTo(page.getByRole('columnheader', { name: 'Amount' }))
    await open()
    expect(await page.getByRole('columnheader').nth(1).textContent()).toBe('Closes')
    expect(Math.round(await width())).toBe(before + 50)
    await page.evaluate(() => localStorage.clear())
  })

  it('columns are chosen, moved and kept in view from a list, by keys alone', async () => {
    await page.getByRole('button', { name: 'Choose columns' }).click()
    await page.getByRole('button', { name: 'Keep columns up to Amount in view' }).click()
    await page.getByRole('button', { name: 'Move Closes up' }).click()
    expect(await page.getByRole('columnheader').nth(2).textContent()).toBe('Closes')
    expect(await axeViolations(page)).toEqual([])
    expect(await page.locator('[data-line="0"] [data-frozen]').count()).toBe(2)
    await page.evaluate(() => localStorage.clear())
  })
})

describe('a tree', () => {
  it('opens and closes with Right and Left in its first column, and by a click; the level is told', async () => {
    await open('/edit?tree=1')
    const rows = () =>
      page
        .getByRole('treegrid')
        .getByRole('row')
        .filter({ has: page.locator('[data-col="0"]') })
    expect(await page.locator('[data-line="1"]').getAttribute('aria-level')).toBe('2')
    await press('ArrowLeft')
    expect(await page.locator('[data-line="0"]').getAttribute('aria-expanded')).toBe('false')
    expect(await cell(1, 0)).toBe('Plan 6')
    await press('ArrowRight')
    expect(await cell(1, 0)).toBe('Plan 2')
    await press('ArrowDown', 'ArrowDown', 'ArrowLeft')
    expect(await active()).toBe('Plan 1')
    await page.locator('[data-line="0"] [data-toggle]').click()
    expect(await cell(1, 0)).toBe('Plan 6')
    expect(await rows().count()).toBeGreaterThan(5)
  })
})

describe('many rows and columns', () => {
  it('are drawn as they come into view, and the active cell always exists', async () => {
    await open('/edit?rows=10000&columns=36')
    expect(await page.getByRole('gridcell').count()).toBeLessThan(700)
    await press('ArrowRight', 'ArrowDown')
    await page.mouse.move(600, 400)
    await page.mouse.wheel(1500, 40_000)
    await page.getByText('Plan 1100', { exact: true }).waitFor()
    expect(await active()).toBe('$89.19')
    await press('Control+End')
    await page.getByText('Plan 10000', { exact: true }).waitFor()
    expect(await active()).not.toMatch('nothing has the id')
    await press('PageUp', 'Control+Home')
    expect(await active()).toBe('Plan 1')
  })
})

describe('axe finds nothing', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`in any state of an edited grid, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      for (const path of ['/edit', '/edit?tree=1', '/edit?rows=1000&columns=36']) {
        await open(path)
        await press('ArrowRight', 'Shift+ArrowDown')
        expect(await axeViolations(page), path).toEqual([])
        await type('1,500')
        expect(await axeViolations(page), `${path} typing`).toEqual([])
        await type('x')
        await press('Enter')
        expect(await axeViolations(page), `${path} refused`).toEqual([])
        await press('Escape', 'ArrowRight', 'F2')
        expect(await axeViolations(page), `${path} choosing`).toEqual([])
        await press('Escape', 'ArrowUp', 'ArrowUp')
        expect(await axeViolations(page), `${path} head`).toEqual([])
      }
    })
  }
})
