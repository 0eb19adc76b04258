import { expect, test } from 'vitest'
import { catalogOf, tablesBehind } from './catalog.ts'
import { namesIn, noteReads, noteStatement, OUTSIDE, readsOf } from './noted.ts'

const catalog = catalogOf(
  ['crm', 'demand', 'auth', 'pgboss', 'one-on-ones'],
  [
    { name: 'one-on-ones.meeting', kind: 'table', text: '' },
    { name: 'crm.deal', kind: 'table', text: '' },
    { name: 'crm.order_line', kind: 'table', text: '' },
    { name: 'auth.user', kind: 'table', text: '' },
    {
      name: 'demand.counted_line',
      kind: 'made',
      text: 'select l.amount from crm.order_line l where demand.counts(l.id)',
    },
    { name: 'demand.counts', kind: 'made', text: 'create function demand.counts(line uuid) … from demand.exclusion' },
    { name: 'demand.exclusion', kind: 'table', text: '' },
  ],
)

test('the tables of a statement are found through views and functions; columns of aliases are none', () => {
  const statement = `select l.amount, u."personId" from demand.counted_line l join "auth"."user" u on u.id = l.by
    join "one-on-ones".meeting m on m.id = l.id`
  expect(namesIn(statement)).toContain('l.amount')
  expect(tablesBehind(catalog, namesIn(statement))).toEqual([
    'auth.user',
    'crm.order_line',
    'demand.exclusion',
    'one-on-ones.meeting',
  ])
})

test('what cannot be told is said: a table whose changes nobody notes, and what lies outside the database', () => {
  expect(tablesBehind(catalog, ['crm.deal', 'pgboss.job'])).toBeNull()
  expect(tablesBehind(catalog, ['crm.deal', OUTSIDE])).toBeNull()
  expect(tablesBehind(catalog, ['l.amount'])).toEqual([])
})

test('whoever waits for a reading has read it too, and neighbours have not', async () => {
  const outer = await readsOf(async () => {
    noteReads(['crm.deal'])
    const [inner, neighbour] = await Promise.all([
      readsOf(async () => noteStatement(`select 'crm.deal' from crm.order_line`)),
      readsOf(async () => noteReads(['auth.user'])),
    ])
    return [inner, neighbour].map(({ reads }) => [...reads])
  })
  expect(outer.result).toEqual([['crm.order_line'], ['auth.user']])
  expect([...outer.reads].sort()).toEqual(['auth.user', 'crm.deal', 'crm.order_line'])
  noteReads(['nobody.listens'])
})
