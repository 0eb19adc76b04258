import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPages } from '#help/pages.io.ts'
import { hrefOf } from '#help/site.ts'
import { helpOfThisProduct } from '#help/this-product.ts'
import { menu } from '#web/menu.ts'
import { looksRight } from '../../harness/looks.ts'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'

/** The pages that explain the product are as true as the product: held against its menu, its words and its files. */
const root = join(import.meta.dirname, '../../..')
const pages = readPages()
const files = helpOfThisProduct()
const folder = mkdtempSync(join(tmpdir(), 'drumbeat-help-'))

beforeAll(() => {
  for (const [address, content] of files) {
    mkdirSync(dirname(join(folder, address)), { recursive: true })
    writeFileSync(join(folder, address), content)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every screen of the menu has a page that says whose it is, and no page speaks of a screen that is not there', () => {
  const said = pages.flatMap(({ kind, title, path, permission, group }) =>
    kind === 'screen' ? [{ title, path, permission, group }] : [],
  )
  const there = menu.map(({ label, path, permission, group }) => ({ title: label, path, permission, group }))
  const byPath = (a: { path?: string }, b: { path?: string }) => (a.path! < b.path! ? -1 : 1)
  expect(said.sort(byPath)).toEqual(there.sort(byPath))
  const paths = new Set<string>(menu.map(({ path }) => path))
  const lost = pages.flatMap(({ file, screens }) =>
    screens.filter((path) => !paths.has(path)).map((path) => [file, path]),
  )
  expect(lost).toEqual([])
})

test('every link of every page leads to a page', () => {
  const lost = pages.flatMap((page) =>
    page.kind === 'guide'
      ? []
      : [...page.markdown.matchAll(/\]\(([^)]+)\)/g)]
          .filter(([, target]) => hrefOf({ page, target: target!, pages }) === null)
          .map(([, target]) => [page.file, target]),
  )
  expect(lost).toEqual([])
  const html = [...files].filter(([address]) => address.endsWith('.html'))
  const dead = html.flatMap(([address, content]) =>
    [...String(content).matchAll(/ href="([^"#]+)/g)]
      .map(([, target]) => new URL(target!, `https://help/${address}`).pathname.slice(1))
      .filter((target) => !files.has(target))
      .map((target) => [address, target]),
  )
  expect(dead).toEqual([])
})

test('every word in bold stands on a screen', () => {
  // Records name the columns of their grids where they are declared.
  const sources = globSync(['src/**/{ui,web}/**/*.{ts,tsx}', 'src/web/*.tsx', 'src/**/records/*.ts'], { cwd: root })
  const words = sources.map((file) => readFileSync(join(root, file), 'utf8').replace(/\s+/g, ' ')).join('\n')
  const unknown = pages.flatMap(({ kind, file, markdown }) =>
    kind === 'guide'
      ? []
      : [...markdown.replace(/^```.*?^```$/gms, '').matchAll(/\*\*([^*]+)\*\*/g)]
          .filter(([, bold]) => !words.includes(bold!))
          .map(([, bold]) => [file, bold]),
  )
  expect(unknown).toEqual([])
})

test('opened from a disk, with no server near, it is read and searched', async () => {
  const context = await openContext(await sharedBrowser())
  const page = await context.newPage()
  await page.goto(`file://${folder}/screens/demand.html`)
  await page.getByRole('heading', { name: 'Who sees it' }).waitFor()
  await looksRight(page, 'help-demand', async () => {})
  const search = page.getByLabel('Search the help')
  await search.fill('merge dupl')
  await page.locator('#found a').first().waitFor()
  await search.press('Enter')
  await page.locator('main').getByText('Merge').first().waitFor()
  await page.getByLabel('Search the help').fill('qqqq')
  await page.getByText('No page speaks of “qqqq”.').waitFor()
})
