import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { House } from './house.ts'

/** Two domains, of which orders may use people, over a platform: every arrow of the real house in small. */
const sound: Record<string, string> = {
  'package.json': '{ "name": "house", "type": "module", "imports": { "#*": "./src/*" }, "scripts": { "start": "" } }',
  'packages/sums/src/sum.ts': 'export function sum(a: number, b: number) { return a + b }\n',
  'src/platform/db/pool.ts': "import pg from 'pg'\nexport const pool = new pg.Pool()\n",
  'src/platform/http/contract.ts': 'export const contract = {}\n',
  'src/people/schema.ts': 'export type Person = { name: string }\nexport const nobody: Person = { name: "" }\n',
  'src/people/ages/age.ts': 'export function age() { return 7 }\n',
  'src/people/people.sql.ts':
    "import { pool } from '#platform/db/pool.ts'\nexport const people = () => pool.query('select name from people.person')\n",
  'src/orders/schema.ts': 'export type Order = { amount: number }\n',
  'src/orders/total.ts':
    "import type { Order } from './schema.ts'\nexport const total = (order: Order) => order.amount\n",
  'src/orders/orders.sql.ts': `import { pool } from '#platform/db/pool.ts'
import { people } from '#people/people.sql.ts'
import { total } from './total.ts'
export const orders = () => [people(), total, pool.query('select o.id from orders.line o join people.person p on p.id = o.person')]
`,
  'src/orders/ui/Orders.tsx':
    "import type { orders } from '../orders.sql.ts'\nexport type Props = ReturnType<typeof orders>\n",
  'src/server.ts': "import { orders } from '#orders/orders.sql.ts'\norders()\n",
}

/** Builds the small house in a temporary folder, with some files planted or replaced, and takes it down afterwards. */
export async function withPlanted<T>(
  planted: Record<string, string>,
  look: (house: House) => T | Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'drumbeat-house-'))
  try {
    for (const [path, text] of Object.entries({ ...sound, ...planted })) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    await symlink(join(dirname(dirname(import.meta.dirname)), 'node_modules'), join(root, 'node_modules'))
    return await look({
      root,
      mayUse: { people: [], orders: ['people'], stock: [] },
      shell: ['server', 'web'],
      tables: [],
    })
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
