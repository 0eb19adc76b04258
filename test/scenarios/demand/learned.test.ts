import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forecastSeries } from '#demand/forecast.ts'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { taughtToDo } from '#demand/traits/learn.tx.ts'
import { learnFrom } from '#demand/workers/forecast-batch.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

/** Spare parts in one place: 34 of them sell every few months, some no more. */
let app: TestApp
let now = new Date('2026-07-03T12:00:00Z')

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
  await sql`insert into company.item (id, code, name)
    select uuidv7(), 'P' || n, 'Part ' || n from generate_series(1, 40) as n`.execute(app.workspace.db)
  await order({ from: '2025-01-01', to: '2026-06-30', parts: [1, 34] })
})
afterAll(() => app?.close())

/** Each of some parts sells on the last day of every few months; every third stopped in the course of time. */
async function order({ from, to, parts }: { from: string; to: string; parts: [number, number] }): Promise<void> {
  const { db } = app.workspace
  await sql`
    insert into crm.order_line (id, identity, ordered_on, item_id, quantity, amount, currency, recorded_at)
    select uuidv7(), uuidv7(), m + interval '1 month - 1 day', i.id, 1 + n % 4, 10, p.currency, ${now}
    from generate_series(${from}::date, ${to}::date, interval '1 month') with ordinality as t (m, at)
    cross join generate_series(${parts[0]}::int, ${parts[1]}::int) as n
    join company.item i on i.code = 'P' || n cross join company.profile p
    where (extract(month from m)::int + n) % (2 + n % 3) = 0 and (n % 3 <> 0 or m < date '2025-08-01' + 5 * n)`.execute(
    db,
  )
  await refreshHistory(app.work)
}

const toDo = async () =>
  (await taughtToDo(app.work, { grain: 'month', measure: 'units', measured: true, learn: learnFrom }))!
const kept = async () => {
  const { rows } = await sql<{ closed_to: string; items: number; prior: object; learned_at: string }>`
    select closed_to, items, prior, learned_at from demand.trait where grain = 'month' and measure = 'units' order by 1`.execute(
    app.workspace.db,
  )
  return rows
}

test('what parts have in common is learned as of the closed month and of each origin, and stands', async () => {
  const first = await toDo()
  const rows = await kept()
  expect(rows.map(({ closed_to }) => closed_to)).toEqual([
    '2025-09-30',
    '2025-11-30',
    '2026-01-31',
    '2026-03-31',
    '2026-06-30',
  ])
  expect(rows.at(-1)!.items).toBe(34)
  expect(first.tasks.find(({ node }) => node.level === 'item')!.priors.map(({ at }) => at)).toEqual([18, 11, 13, 15])
  // Whoever asks again, after a restart or elsewhere, is told the same.
  now = new Date('2026-07-04T12:00:00Z')
  expect(await toDo()).toEqual(first)
  expect(await kept()).toEqual(rows)
})

test('a late order moves its own series and what it adds to; a load of old orders teaches anew', async () => {
  const before = await toDo()
  await order({ from: '2026-02-01', to: '2026-02-28', parts: [4, 4] })
  const after = await toDo()
  expect(after.trait).toEqual(before.trait)
  const moved = after.tasks.flatMap(({ name }, i) => (after.inputs[i] === before.inputs[i] ? [] : [name.split(':')[0]]))
  expect(moved.toSorted()).toEqual(['all', 'family', 'item'])
  await order({ from: '2025-01-01', to: '2026-06-30', parts: [35, 40] })
  const loaded = await toDo()
  expect([before, after, loaded].map(({ trait }) => trait!.items)).toEqual([34, 34, 40])
})

test('a forecast says from how many series it learned, and a month that closes teaches anew', async () => {
  const { tasks } = await toDo()
  const reasons = tasks.map((task) => forecastSeries(task, { measured: false }).reason ?? '')
  const said = 'How such demand fades and ends is learned from 40 intermittent series of this company.'
  expect(reasons.filter((reason) => reason.includes(said)).length).toBeGreaterThan(30)
  const june = (await kept()).at(-1)!
  now = new Date('2026-08-02T12:00:00Z')
  await order({ from: '2026-07-01', to: '2026-07-31', parts: [1, 40] })
  await toDo()
  expect((await kept()).slice(-2)).toMatchObject([june, { closed_to: '2026-07-31' }])
})
