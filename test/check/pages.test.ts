import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkAudits } from './audits.ts'
import { checkDocs } from './docs.ts'
import { drawArrows, withDrawing } from './drawing.ts'
import { checkExamples } from './examples.ts'
import { checkHiddenInputs } from './hidden-inputs.ts'
import type { House } from './house.ts'
import { withPlanted } from './planted.ts'
import { checkShape } from './shape.ts'
import { checkVocabulary } from './vocabulary.ts'

const pages = { 'STYLE.md': '', 'CONTRIBUTING.md': '', 'CHANGELOG.md': '', LICENSE: '' }
const drawn = `# Drumbeat\n\n## How it fits\n${withDrawing('', drawArrows({ mayUse: { people: [], orders: ['people'], stock: [] } } as unknown as House))}`
const cli = { 'src/cli.ts': "command('start', 'start the server')\n" }

describe('the page check', () => {
  test('has nothing to say about true pages', async () => {
    const readme =
      '# Drumbeat\nSee [how](ARCHITECTURE.md#how-it-fits).\n```sh\nnpm start\nnpx drumbeat start --port 5000\n```\n'
    const planted = { ...pages, ...cli, 'README.md': readme, 'ARCHITECTURE.md': drawn }
    expect((await withPlanted(planted, checkDocs)).violations).toEqual([])
  })

  test.each([
    ['a missing page', { 'ARCHITECTURE.md': drawn }, 'README.md', 'is missing'],
    [
      'a link to nowhere',
      { 'README.md': '[gone](docs/gone.md)', 'ARCHITECTURE.md': drawn },
      'README.md',
      'docs/gone.md does not',
    ],
    [
      'a link to a heading that is not there',
      { 'README.md': '[x](ARCHITECTURE.md#x)', 'ARCHITECTURE.md': drawn },
      'README.md',
      'ARCHITECTURE.md#x does not',
    ],
    [
      'an old drawing',
      { 'README.md': '', 'ARCHITECTURE.md': drawn.replace('orders', 'sales') },
      'ARCHITECTURE.md',
      'it is another one; run "npm run arrows -- --write"',
    ],
    [
      'a script that is not there',
      { 'README.md': '```sh\nnpm run fly\n```\n', 'ARCHITECTURE.md': drawn },
      'README.md',
      '"npm run fly" is not a command',
    ],
    [
      'a command that is not there',
      { 'README.md': '```sh\nnpx drumbeat fly\n```\n', 'ARCHITECTURE.md': drawn },
      'README.md',
      '"npx drumbeat fly" is not a command',
    ],
  ])('catches %s', async (_, planted, where, says) => {
    const { violations } = await withPlanted({ ...pages, ...cli, ...planted } as Record<string, string>, checkDocs)
    expect(violations).toMatchObject([{ where, says }])
  })
})

describe('the shape check', () => {
  test.each([
    ['a file nobody can read at a sitting', 'src/orders/long.ts', '// a line\n'.repeat(401), 'has 401'],
    [
      'a component of many pages',
      'src/orders/ui/Long.tsx',
      `export function Long() {\n${'  // a line\n'.repeat(90)}}\n`,
      'Long has 92',
    ],
    ['a name that says nothing', 'src/orders/utils.ts', '', 'has a name that says nothing'],
  ])('catches %s', async (_, path, text, says) => {
    const { violations } = await withPlanted({ [path]: text }, checkShape)
    expect(violations.map((violation) => violation.says)).toContain(says)
  })
})

describe('the audits', () => {
  const audit = (house: House) => checkAudits(house, async () => [])
  const lock = (license: string, more = {}) =>
    JSON.stringify({ packages: { 'node_modules/one': { license, ...more } } })

  test.each([
    ['a licence that does not fit', { 'package-lock.json': lock('GPL-3.0-only') }, 'one', 'is under GPL-3.0-only'],
    ['a package that states none', { 'package-lock.json': lock('UNLICENSED') }, 'one', 'is under UNLICENSED'],
    [
      'a key left in a file',
      { 'package-lock.json': lock('MIT'), 'src/orders/key.ts': `export const key = 'AKIA${'A'.repeat(16)}'\n` },
      'src/orders/key.ts',
      'holds what looks like a key',
    ],
  ])('catch %s', async (_, planted, where, says) => {
    const { violations } = await withPlanted(planted as Record<string, string>, audit)
    expect(violations).toMatchObject([{ where, says }])
  })

  test('take one of two licences, and more from tools than from what users get', async () => {
    for (const fine of [lock('(MIT OR GPL-3.0)'), lock('CC-BY-4.0', { dev: true })])
      expect((await withPlanted({ 'package-lock.json': fine }, audit)).violations).toEqual([])
  })
})

describe('the check of examples', () => {
  const tsconfig = readFileSync(join(import.meta.dirname, '../../tsconfig.json'), 'utf8')
  const withExample = (code: string) =>
    withPlanted(
      { 'tsconfig.json': tsconfig, 'src/orders/README.md': `# Orders\n\n\`\`\`ts\n${code}\n\`\`\`\n` },
      checkExamples,
    )

  test('compiles a block with what the house exports, and with names that the reader has', async () => {
    const sound = await withExample('const amount: number = total(order)')
    expect(sound).toEqual({ looked: '1 examples', violations: [] })
  })

  test.each([
    ['a wrong type', 'const amount: string = total({ amount: 1 })', "Type 'number' is not assignable to type 'string'"],
    ['a function that does not exist', 'const amount = sumOf(order)', "Cannot find name 'sumOf'"],
    [
      'an export that does not exist',
      "import { grand } from '#orders/total.ts'\ngrand()",
      "has no exported member 'grand'",
    ],
  ])('catches %s', async (_, code, says) => {
    const { violations } = await withExample(code)
    expect(violations).toMatchObject([{ where: 'src/orders/README.md:3', says: expect.stringContaining(says) }])
  })
})

describe('the vocabulary check', () => {
  test.each([
    ['a name in code', 'packages/sums/src/sum.ts', 'export const yardOf = 1\n', 'says "yard"; say partial plan'],
    ['a comment', 'src/orders/total.ts', '// The crew of a press.\n', 'says "crew"; say staffing, or workers'],
    ['a page', 'docs/page.md', 'A weighed chance.\n', 'says "weighed chance"; say Bayesian intermittent model'],
    [
      'a word of plain meaning as a name',
      'packages/sums/src/sum.ts',
      'export const told = 1\n',
      'says "told"; say described',
    ],
  ])('catches a word of our own in %s', async (_, path, text, says) => {
    const { violations } = await withPlanted({ [path]: text }, checkVocabulary)
    expect(violations).toMatchObject([{ where: `${path}:1`, says }])
  })

  test('leaves plain English in sentences alone, and words where they have another, rightful meaning', async () => {
    const planted = {
      'src/orders/total.ts': "// Told apart by number.\nexport const label = 'standing alone'\n",
      'src/practices/trial.ts': 'export const trial = 1\n',
    }
    expect((await withPlanted(planted, checkVocabulary)).violations).toEqual([])
  })
})

describe('the check for hidden inputs', () => {
  test.each(['Date.now()', 'new Date()', 'Math.random()'])('catches %s', async (code) => {
    const planted = { 'src/orders/now.ts': `export const now = () => ${code}\n` }
    const { violations } = await withPlanted(planted, checkHiddenInputs)
    expect(violations).toMatchObject([{ where: 'src/orders/now.ts:1', says: `asks with ${code}` }])
  })

  test('leaves a given time, the platform and the tests alone', async () => {
    const planted = {
      'src/orders/then.ts': 'export const then = (text: string) => new Date(text)\n',
      'src/platform/clock.ts': 'export const now = () => new Date()\n',
      'src/orders/then.test.ts': 'Date.now()\n',
    }
    expect((await withPlanted(planted, checkHiddenInputs)).violations).toEqual([])
  })
})
