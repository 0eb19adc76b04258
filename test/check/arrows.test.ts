import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkArrows } from './arrows.ts'
import { withPlanted } from './planted.ts'

describe('the arrow check', () => {
  test('has nothing to say about a sound house', async () => {
    const finding = await withPlanted({}, checkArrows)
    expect(finding).toEqual({ looked: '11 modules', violations: [] })
  })

  test.each([
    [
      'a domain that uses one it may not',
      { 'src/people/change.tx.ts': "import { orders } from '#orders/orders.sql.ts'\norders()\n" },
      'people may use no other domain',
    ],
    [
      'a type that crosses where no import may',
      { 'src/people/order.ts': "import type { Order } from '#orders/schema.ts'\nexport type Mine = Order\n" },
      'people may use no other domain',
    ],
    [
      'a reach into the inside of a domain',
      { 'src/orders/change.tx.ts': "import { age } from '#people/ages/age.ts'\nage()\n" },
      'from outside, people is the top of its folder, and ui/public for screens',
    ],
    [
      "a domain's inside that uses the contract of another",
      {
        'src/people/friends/contract.ts': 'export const contract = {}\n',
        'src/orders/change.tx.ts':
          "import { contract } from '#people/friends/contract.ts'\nexport const x = contract\n",
      },
      'from outside, people is the top of its folder, and ui/public for screens',
    ],
    [
      'a screen that reaches into the inside of another domain',
      { 'src/orders/ui/Age.tsx': "import { age } from '#people/ages/age.ts'\nage()\n" },
      'from outside, people is the top of its folder, and ui/public for screens',
    ],
    [
      'a platform that knows a domain',
      { 'src/platform/http/mount.ts': "import { nobody } from '#people/schema.ts'\nexport const first = nobody\n" },
      'platform knows no domain and no shell',
    ],
    [
      'a domain that uses the shell',
      { 'src/orders/jobs.ts': "import '../server.ts'\n" },
      'orders does not use the shell',
    ],
    [
      'a package that knows the product',
      { 'packages/sums/src/age.ts': "import { age } from '../../../src/people/ages/age.ts'\nage()\n" },
      'packages know nobody',
    ],
    [
      'a package that reads a file',
      { 'packages/sums/src/read.ts': "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n" },
      'packages do no I/O (only their workers/ may)',
    ],
    [
      'a screen that calls a query instead of the server',
      { 'src/orders/ui/List.tsx': "import { orders } from '../orders.sql.ts'\norders()\n" },
      'screens reach the server over HTTP only (types may cross)',
    ],
    [
      'a screen that imports Node',
      { 'src/orders/ui/File.tsx': "import { join } from 'node:path'\njoin('a')\n" },
      'screens run in a browser, which has no Node',
    ],
    [
      'a pure file that opens the database',
      { 'src/orders/margin.ts': "import { pool } from '#platform/db/pool.ts'\npool.end()\n" },
      'only .sql, .tx, .io, routes, jobs, domain and ui/ touch the world; every other file is pure',
    ],
    [
      'a pure file that reads a file',
      { 'src/orders/margin.ts': "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n" },
      'only .sql, .tx, .io, routes, jobs, domain and ui/ touch the world; every other file is pure',
    ],
    [
      'a pure file that calls its own queries',
      { 'src/orders/margin.ts': "import { orders } from './orders.sql.ts'\norders()\n" },
      'only .sql, .tx, .io, routes, jobs, domain and ui/ touch the world; every other file is pure',
    ],
    [
      'two files in a circle',
      {
        'src/orders/hen.ts': "import { egg } from './egg.ts'\nexport const hen = () => egg\n",
        'src/orders/egg.ts': "import { hen } from './hen.ts'\nexport const egg = () => hen\n",
      },
      'no cycles',
    ],
    ['an import of nothing', { 'src/orders/jobs.ts': "import './gone.ts'\n" }, 'an import must lead somewhere'],
    [
      'a folder with no place in the plan',
      { 'src/misc/x.ts': 'export const x = 1\n' },
      'every folder of src is in domains.ts, the platform or the shell',
    ],
  ])('catches %s', async (_, planted, rule) => {
    const { violations } = await withPlanted(planted as Record<string, string>, checkArrows)
    expect(violations.map((violation) => violation.rule)).toContain(rule)
  })

  test('lets a screen speak to another domain over HTTP', async () => {
    const planted = {
      'src/people/friends/contract.ts': 'export const contract = {}\n',
      'src/orders/ui/People.tsx': "import { contract } from '#people/friends/contract.ts'\nexport const x = contract\n",
    }
    expect((await withPlanted(planted, checkArrows)).violations).toEqual([])
  })

  test('fails when it sees no modules at all', async () => {
    const root = await mkdtemp(join(tmpdir(), 'drumbeat-empty-'))
    try {
      const check = checkArrows({
        root,
        mayUse: { people: [] },
        shell: ['web'],
        tables: [],
      })
      const outcome = await check.then((finding) => finding.violations.length).catch(() => 'refused')
      expect(outcome).not.toBe(0)
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  })
})
