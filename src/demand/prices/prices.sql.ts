import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { seasonLength } from '../calendar.ts'
import { finishedRuns } from '../forecasts/forecasts.sql.ts'
import { seriesDetail } from '../forecasts.sql.ts'
import { companySettings, within } from '../history/history.sql.ts'
import type { Node } from '../node.ts'
import type { Grain } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import type { PriceSplit } from './contract.ts'
import { priceEffect, type Sold, splitMoney } from './split.ts'

const mostItems = 10

/** The money of a node in the next periods against the same ones a year before, split over its items; null without that year. */
export async function againstYearBefore(
  db: Db,
  { grain, node }: { grain: Grain; node: Node },
): Promise<PriceSplit | null> {
  const detail = await seriesDetail(db, { view: { grain, measure: 'money' }, node })
  const { calendar } = await companySettings(db)
  const periods = [...detail.history, ...detail.ahead]
  const first = detail.history.length + (detail.running ? 1 : 0)
  const ahead = periods.slice(first, first + aheadPeriods[grain])
  const back = first - seasonLength(grain, calendar)
  if (back < 0 || ahead.length === 0) return null
  const starts = (of: typeof ahead) => of.map(({ startsOn }) => startsOn)
  const items = await itemsOf(db, {
    before: cameIn({ grain, node, starts: starts(periods.slice(back, back + ahead.length)) }),
    after: await expectedOf(db, { grain, node, starts: starts(ahead) }),
  })
  const { startsOn: from, label } = ahead[0]!
  return splitOf(items, {
    ...{ against: 'year before', from, label, periods: ahead.length, currency: detail.asOf.currency, forecast: null },
  })
}

/** The split with the items whose price did most of it. */
export function splitOf(
  items: readonly Named[],
  about: Pick<PriceSplit, 'against' | 'from' | 'label' | 'periods' | 'currency' | 'forecast'>,
): PriceSplit {
  const largest = items
    .map((item) => ({ ...item, price: priceEffect(item) }))
    .filter(({ price }) => price !== 0)
    .sort((a, b) => Math.abs(b.price) - Math.abs(a.price))
  return { ...about, ...splitMoney(items), items: largest.slice(0, mostItems) }
}

type Named = Sold & { itemId: string; name: string }

/** Units and money of each item on two sides, each SQL of `item_id`, `units`, `money`. */
export async function itemsOf(
  db: Db,
  { before, after }: { before: RawBuilder<unknown>; after: RawBuilder<unknown> },
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    with before as (${before}), after as (${after})
    select i.id as "itemId", i.name, coalesce(b.units, 0) as "unitsBefore", coalesce(b.money, 0) as "moneyBefore",
      coalesce(a.units, 0) as "unitsAfter", coalesce(a.money, 0) as "moneyAfter"
    from before b full join after a on a.item_id = b.item_id join company.item i on i.id = coalesce(b.item_id, a.item_id)
    order by i.id`.execute(db)
  return rows
}

/** SQL: what came of each item of a node in some periods. */
export function cameIn({ grain, node, starts }: Asked): RawBuilder<unknown> {
  const column = { item: sql.ref('h.item_id'), territory: sql.ref('h.territory_id') }
  return sql`select h.item_id, sum(h.quantity)::float8 as units, sum(h.amount)::float8 as money
    from demand.history h join company.item i on i.id = h.item_id
    where h.grain = ${grain} and h.starts_on = any(${[...starts]}::date[]) and ${within(node, column)} group by 1`
}

type Asked = { grain: Grain; node: Node; starts: readonly string[] }

/** SQL: what is planned of each item of a node: the forecast, and what was set by hand. */
async function expectedOf(db: Db, { grain, node, starts }: Asked): Promise<RawBuilder<unknown>> {
  const [units, money] = await Promise.all([
    finishedRuns(db, { grain, measure: 'units' }),
    finishedRuns(db, { grain, measure: 'money' }),
  ])
  const runs = [units.current?.id, money.current?.id].filter((id) => id !== undefined)
  const column = { item: sql.ref('h.item_id'), territory: sql.ref('h.territory_id') }
  const days = sql`${[...starts]}::date[]`
  return sql`
    select item_id, sum(units) as units, sum(money) as money from (
      select h.item_id, case when h.run_id = ${units.current?.id ?? null} then x.mean end as units,
        case when h.run_id = ${money.current?.id ?? null} then x.mean end as money
      from demand.expected h join company.item i on i.id = h.item_id, unnest(h.starts_on, h.mean) as x (starts_on, mean)
      where h.run_id = any(${runs}::uuid[]) and h.level = 'item' and h.territory_id is not distinct from ${node.territoryId}::uuid
        and x.starts_on = any(${days}) and ${within(node, column)}
      union all
      select h.item_id, h.value - h.statistical, (h.value - h.statistical) * h.price
      from demand.override_effect h join company.item i on i.id = h.item_id
      where h.grain = ${grain} and h.starts_on = any(${days}) and ${within(node, column)}) as planned
    group by 1`
}
