import { describe, expect, test } from 'vitest'
import { checkDocs } from './docs.ts'
import { drawArrows, withDrawing } from './drawing.ts'
import { checkHiddenInputs } from './hidden-inputs.ts'
import type { House } from './house.ts'
import { withPlanted } from './planted.ts'
import { checkShape } from './shape.ts'

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
      `export function Long() {\n${'  // a line\n'.repeat(160)}}\n`,
      'Long has 162',
    ],
    ['a name that says nothing', 'src/orders/utils.ts', '', 'has a name that says nothing'],
  ])('catches %s', async (_, path, text, says) => {
    const { violations } = await withPlanted({ [path]: text }, checkShape)
    expect(violations.map((violation) => violation.says)).toContain(says)
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
