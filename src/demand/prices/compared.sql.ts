import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { periodWith } from '../calendar.ts'
import { finishedRuns } from '../forecasts/forecasts.sql.ts'
import { companySettings, within } from '../history/history.sql.ts'
import type { Node } from '../node.ts'
import type { Grain, Measure } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import type { Version } from '../versions/schema.ts'
import { changeOf, versionPair } from '../versions/versions.sql.ts'
import type { PriceSplit } from './contract.ts'
import { cameIn, itemsOf, splitOf } from './prices.sql.ts'

type Asked = { grain: Grain; node: Node }

/** How the money of the next periods differs between two published forecasts, split over the items; null where no two hold them. */
export async function betweenVersions(
  db: Db,
  { grain, node, from, to }: Asked & { from: string | undefined; to: string | undefined },
): Promise<PriceSplit | null> {
  const view = { grain, measure: 'money' as const }
  const pair = await versionPair(db, { view, from, to })
  if (!pair.from || !pair.to) return null
  const between = { view, from: pair.from, to: pair.to }
  const periods = (await changeOf(db, { ...between, node })).slice(0, aheadPeriods[grain])
  const [before, after] = [await withUnits(db, grain, pair.from), await withUnits(db, grain, pair.to)]
  if (periods.length === 0 || !before || !after) return null
  const asked = { grain, node, starts: periods.map(({ startsOn }) => startsOn) }
  const items = await itemsOf(db, {
    before: publishedItems({ ...asked, ...before }),
    after: publishedItems({ ...asked, ...after }),
  })
  const { currency } = await companySettings(db)
  const { startsOn, label } = periods[0]!
  return splitOf(items, {
    ...{ against: 'version', from: startsOn, label, periods: periods.length, currency, forecast: pair.from.number },
  })
}

/** What the newest closed period brought against what was last published of it before it began; null where nothing was. */
export async function againstActual(db: Db, { grain, node }: Asked): Promise<PriceSplit | null> {
  const { current: run } = await finishedRuns(db, { grain, measure: 'money' })
  if (!run?.closedTo) return null
  const { calendar, currency } = await companySettings(db)
  const { startsOn, label } = periodWith({ grain, calendar, day: run.closedTo })
  const published = await publishedBefore(db, { grain, day: startsOn })
  if (!published) return null
  const asked = { grain, node, starts: [startsOn] }
  const items = await itemsOf(db, { before: publishedItems({ ...asked, ...published }), after: cameIn(asked) })
  return splitOf(items, { against: 'actual', from: startsOn, label, periods: 1, currency, forecast: published.money })
}

type Published = { units: number; money: number }

/** A published forecast in money with the one in units that stood when it was published (ids tell the order); null without one. */
async function withUnits(db: Db, grain: Grain, { id, number }: Version): Promise<Published | null> {
  const { rows } = await sql<{ units: number | null }>`
    select max(number)::int as units from demand.version where grain = ${grain} and measure = 'units' and id <= ${id}`.execute(
    db,
  )
  const { units } = rows[0]!
  return units === null ? null : { units, money: number }
}

/** The last published forecasts before a day, in units and in money; null where one was not yet. */
async function publishedBefore(db: Db, { grain, day }: { grain: Grain; day: string }): Promise<Published | null> {
  const { rows } = await sql<{ units: number | null; money: number | null }>`
    select max(number) filter (where measure = 'units')::int as units, max(number) filter (where measure = 'money')::int as money
    from demand.version where grain = ${grain} and at < ${day}::timestamptz`.execute(db)
  const { units, money } = rows[0]!
  return units === null || money === null ? null : { units, money }
}

/** SQL: units and money of each item of a node as they were published. */
function publishedItems(given: Asked & { starts: readonly string[] } & Published): RawBuilder<unknown> {
  const { grain, node, starts, units, money } = given
  const place = node.territoryId === null ? sql`node not like '%@%'` : sql`node like ${`%@${node.territoryId}`}`
  const column = { item: sql.ref('h.item_id'), territory: sql`${node.territoryId}::uuid` }
  const of = (measure: Measure, number: number) => sql`
    select substr(split_part(n.node, '@', 1), 6)::uuid as item_id, ${measure}::text as measure,
      x.data + x.model + x.signal + x.override + coalesce(x.promotion, 0) + coalesce(x.new_item, 0) as planned
    from (select distinct on (node) * from demand.version_node
        where grain = ${grain} and measure = ${measure} and number <= ${number} and node like 'item:%' and ${place}
        order by node, number desc) n
    cross join lateral unnest(n.starts_on, n.data, n.model, n.signal, n.override, n.promotion, n.new_item)
      as x (starts_on, data, model, signal, override, promotion, new_item)
    where x.starts_on = any(${[...starts]}::date[])`
  return sql`
    select h.item_id, coalesce(sum(h.planned) filter (where h.measure = 'units'), 0) as units,
      coalesce(sum(h.planned) filter (where h.measure = 'money'), 0) as money
    from (${of('units', units)} union all ${of('money', money)}) h join company.item i on i.id = h.item_id
    where ${within(node, column)} group by 1`
}
