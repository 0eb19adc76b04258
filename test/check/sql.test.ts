import { describe, expect, test } from 'vitest'
import { withPlanted } from './planted.ts'
import { checkSql } from './sql.ts'

describe('the SQL check', () => {
  test('has nothing to say about a sound house', async () => {
    expect(await withPlanted({}, checkSql)).toEqual({ looked: '2 pieces of SQL', violations: [] })
  })

  test.each([
    [
      'a join past the import check',
      'src/people/people.sql.ts',
      'db.query(`select p.id from people.person p join orders.line o on true`)',
      'orders',
    ],
    ['a quoted schema', 'src/people/people.sql.ts', 'db.query(`select id from "orders"."line"`)', 'orders'],
    ['a tagged template', 'src/people/people.sql.ts', 'sql`update orders.line set paid = true`', 'orders'],
    [
      'a table given to the query builder',
      'src/people/people.sql.ts',
      "db.selectFrom('orders.line as o').selectAll()",
      'orders',
    ],
    [
      'a migration',
      'src/people/migrations/20261201T0000-x.sql',
      'alter table orders.line add column person uuid;',
      'orders',
    ],
    ['a platform file', 'src/platform/db/look.ts', "pool.query('select 1 from people.person')", 'people'],
  ])('catches a foreign schema in %s', async (_, path, code, schema) => {
    const { violations } = await withPlanted({ [path]: `${code}\n` }, checkSql)
    expect(violations.map((violation) => violation.says)).toEqual([`names ${schema}`])
  })

  test.each([
    ['a pure file', 'src/orders/total.ts'],
    ['a job', 'src/orders/jobs.ts'],
    ['a screen', 'src/orders/ui/Orders.tsx'],
    ['the shell', 'src/server.ts'],
  ])('catches SQL in %s', async (_, path) => {
    const { violations } = await withPlanted(
      { [path]: "export const q = 'select amount from orders.line'\n" },
      checkSql,
    )
    expect(violations).toMatchObject([{ where: `${path}:1`, rule: 'SQL lives in .sql.ts and .tx.ts files' }])
  })

  test('catches an order by the text of a number', async () => {
    const code =
      "export const q = () => db.query('select p.age::text as age, p.id from people.person p order by age, p.id')\n"
    const { violations } = await withPlanted({ 'src/people/people.sql.ts': code }, checkSql)
    expect(violations.map(({ says }) => says)).toEqual(['orders by the text of age; write its table before it'])
    const right = await withPlanted({ 'src/people/people.sql.ts': code.replace('by age', 'by p.age') }, checkSql)
    expect(right.violations).toEqual([])
  })

  test('takes plain words, comments and quoted text for what they are', async () => {
    const code = `export const label = 'Select a person from the list'
      export const quiet = () => db.query("select 'orders.line' as text from people.person -- not orders.line")\n`
    const { violations } = await withPlanted({ 'src/people/people.sql.ts': code }, checkSql)
    expect(violations).toEqual([])
  })
})
