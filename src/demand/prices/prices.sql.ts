import { sql } from 'kysely'
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
export async function priceAndVolume(
  db: Db,
  { grain, node }: { grain: Grain; node: Node },
): Promise<PriceSplit | null> {
  const detail = await seriesDetail(db, { view: { grain, measure: 'money' }, node })
  const { calendar } = await companySettings(db)
  const starts = [...detail.history, ...detail.ahead].map(({ startsOn }) => startsOn)
  const first = detail.history.length + (detail.running ? 1 : 0)
  const ahead = starts.slice(first, first + aheadPeriods[grain])
  const back = first - seasonLength(grain, calendar)
  if (back < 0 || ahead.length === 0) return null
  const items = await itemsIn(db, { grain, node, ahead, before: starts.slice(back, back + ahead.length) })
  const largest = items
    .map((item) => ({ ...item, price: priceEffect(item) }))
    .filter(({ price }) => price !== 0)
    .sort((a, b) => Math.abs(b.price) - Math.abs(a.price))
  return {
    ...{ from: ahead[0]!, periods: ahead.length, currency: detail.asOf.currency },
    ...splitMoney(items),
    items: largest.slice(0, mostItems),
  }
}

/** Units and money of each item of a node, as came and as expected. */
async function itemsIn(
  db: Db,
  { grain, node, ahead, before }: { grain: Grain; node: Node; ahead: readonly string[]; before: readonly string[] },
): Promise<(Sold & { itemId: string; name: string })[]> {
  const [units, money] = await Promise.all([
    finishedRuns(db, { grain, measure: 'units' }),
    finishedRuns(db, { grain, measure: 'money' }),
  ])
  const column = { item: sql.ref('h.item_id'), territory: sql.ref('h.territory_id') }
  const { rows } = await sql<Sold & { itemId: string; name: string }>`
    with came as (
      select h.item_id, sum(h.quantity)::float8 as units, sum(h.amount)::float8 as money
      from demand.history h join company.item i on i.id = h.item_id
      where h.grain = ${grain} and h.starts_on = any(${[...before]}::date[]) and ${within(node, column)} group by 1
    ), expected as (
      select h.item_id, sum(x.mean) filter (where h.run_id = ${units.current?.id ?? null}) as units,
        sum(x.mean) filter (where h.run_id = ${money.current?.id ?? null}) as money
      from demand.expected h join company.item i on i.id = h.item_id, unnest(h.starts_on, h.mean) as x (starts_on, mean)
      where h.run_id = any(${[units.current?.id, money.current?.id].filter((id) => id !== undefined)}::uuid[])
        and h.level = 'item' and h.territory_id is not distinct from ${node.territoryId}::uuid
        and x.starts_on = any(${[...ahead]}::date[]) and ${within(node, column)} group by 1
    )
    select i.id as "itemId", i.name, coalesce(c.units, 0) as "unitsBefore", coalesce(c.money, 0) as "moneyBefore",
      coalesce(e.units, 0) as "unitsAfter", coalesce(e.money, 0) as "moneyAfter"
    from came c full join expected e on e.item_id = c.item_id join company.item i on i.id = coalesce(c.item_id, e.item_id)
    order by i.id`.execute(db)
  return rows
}
