import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { periodIndex, periodsFrom, seasonLength, type Timeline } from '../calendar.ts'
import { horizons } from '../forecast.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { ofClosedDays } from '../history/kept.ts'
import { timelineFor } from '../inputs.ts'
import type { NewItem } from './contract.ts'
import type { FirstMonth } from './counted.ts'
import { type FirstForecast, firstForecast, type Sold, type Tried, triedOn } from './first-forecast.ts'

/** An item whose first day is longer ago is not new, and one that nobody buys. */
export const newDays = 92
const mostItems = 30
const grain = 'month'
const shownMonths = 12

type Unsold = Pick<NewItem, 'item' | 'family' | 'startsOn' | 'counted' | 'likeChosenBy'> & {
  familyId: string | null
  price: number | null
  chosen: string[] | null
}
type SoldItem = Sold & { id: string; code: string; familyId: string | null }

/** An item never sold with what is said of it. */
export type First = { unsold: Unsold; forecast: FirstForecast<SoldItem>; months: (FirstMonth & { label: string })[] }

/** Items that are new or coming and were never sold, each with its first forecast, and how good such forecasts were. */
export async function newItems(
  db: Db,
  today: string,
): Promise<{ items: NewItem[]; measured: (Omit<Tried, 'inside'> & { inside: number }) | null }> {
  const { firsts, tried } = await firstForecasts(db, today)
  const written = writtenIn((await companySettings(db)).locale)
  return { items: firsts.map((each) => toldOf(each, written)), measured: together(tried) }
}

/** First forecasts of as many months as any forecast, those that count in the sums first. */
export async function firstForecasts(db: Db | Tx, today: string): Promise<{ firsts: First[]; tried: Tried[] }> {
  const [unsold, state, { calendar }] = [
    await unsoldItems(db, today),
    await historyState(db),
    await companySettings(db),
  ]
  const timeline = state && timelineFor({ grain, calendar, state })
  if (unsold.length === 0 || !timeline || timeline.closed <= timeline.first) return { firsts: [], tried: [] }
  const ids = [...new Set(unsold.map(({ familyId }) => familyId))].sort()
  const chosen = [...new Set(unsold.flatMap((each) => each.chosen ?? []))].sort()
  const what = ['new items', ids, chosen, timeline.first, timeline.closed]
  const season = seasonLength(grain, calendar)
  const { sold, tried } = await ofClosedDays({ stamp: state.closedStamp, what }, async () => {
    const sold = await soldOf(db, { ids, chosen, timeline })
    const families = Map.groupBy(sold, ({ familyId }) => familyId)
    const tried = ids.flatMap((id) => triedOn(families.get(id) ?? [], { season, horizon: shownMonths }) ?? [])
    return { sold, tried }
  })
  const next = dayAfter(timeline.periods[timeline.closed - 1]!.endsOn, 1)
  const firsts = unsold.map((each): First => {
    const wait = Math.max(0, periodIndex({ grain, calendar, origin: next, day: each.startsOn }))
    const alike = sold.filter(({ id, familyId }) => each.chosen?.includes(id) ?? familyId === each.familyId)
    const about = { sold: alike, chosen: each.chosen !== null, wait, season, horizon: horizons.month }
    const forecast = firstForecast({ price: each.price }, about)
    const periods = periodsFrom({ grain, calendar, startsOn: next, count: wait + horizons.month }).slice(wait)
    return { unsold: each, forecast, months: (forecast.ahead ?? []).map((range, i) => ({ ...periods[i]!, ...range })) }
  })
  return { firsts, tried }
}

async function unsoldItems(db: Db | Tx, today: string): Promise<Unsold[]> {
  const { rows } = await sql<Unsold>`
    select jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name) as item, f.name as family, i.family_id as "familyId",
      i.list_price::float8 as price, coalesce(i.active_from, ${today}::date)::text as "startsOn",
      case when c.id is not null then jsonb_build_object('by', c.by_name, 'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as counted,
      l.like_ids as chosen, l.by_name as "likeChosenBy"
    from company.item i left join company.family f on f.id = i.family_id
    left join demand.first_forecast c on c.item_id = i.id and c.ended_at is null
    left join demand.look_alikes l on l.item_id = i.id and l.ended_at is null
    where coalesce(i.active_to >= ${today}, true) and not exists (select from demand.successor s where i.id in (s.item_id, s.successor_id))
      and (c.id is not null or (i.active_from >= ${dayAfter(today, -newDays)}
        and not exists (select from demand.history h where h.grain = ${grain} and h.item_id = i.id)))
    order by c.id is null, i.active_from, i.code limit ${mostItems}`.execute(db)
  return rows
}

/** What items of families that are still sold held in each closed month, and those that somebody chose. */
async function soldOf(
  db: Db | Tx,
  { ids, chosen, timeline }: { ids: readonly (string | null)[]; chosen: readonly string[]; timeline: Timeline },
): Promise<SoldItem[]> {
  const starts = timeline.periods.slice(timeline.first, timeline.closed).map(({ startsOn }) => startsOn)
  const { rows } = await sql<Omit<SoldItem, 'values'> & { at: number[]; held: number[] }>`
    select i.id, i.code, i.name, i.family_id as "familyId", i.list_price::float8 as price, array_agg(m.at order by m.at) as at,
      array_agg(m.held order by m.at) as held
    from company.item i cross join lateral (
      select (p.place - 1)::int as at, sum(h.quantity)::float8 as held from demand.history h
      join unnest(${starts}::date[]) with ordinality as p (starts_on, place) on p.starts_on = h.starts_on
      where h.item_id = i.id and h.grain = ${grain} group by 1) m
    where i.id = any(${[...chosen]}::uuid[]) or (coalesce(i.active_to > ${starts.at(-1)!}, true)
      and coalesce(i.family_id = any(${ids.filter((id) => id !== null)}::uuid[]), ${ids.includes(null)}))
    group by i.id order by i.code`.execute(db)
  return rows.map(({ at, held, ...item }) => {
    const values = new Float64Array(starts.length).fill(Number.NaN, 0, at[0]!)
    for (const [i, place] of at.entries()) values[place] = Math.max(0, held[i]!)
    return { ...item, values }
  })
}

function toldOf({ unsold, forecast, months }: First, written: Written): NewItem {
  const { item, family, startsOn, counted, likeChosenBy } = unsold
  return {
    ...{ item, family, startsOn, counted, likeChosenBy },
    ahead:
      forecast.ahead &&
      months
        .slice(0, shownMonths)
        .map(({ startsOn, label, mean, lo80, hi80 }) => ({ startsOn, label, mean, lo80, hi80 })),
    like: forecast.ahead ? forecast.like.map(({ id, code, name }) => ({ id, code, name })) : [],
    sentence: sentenceOf(forecast, {
      family,
      hasPrice: unsold.price !== null,
      chosen: unsold.chosen !== null,
      written,
    }),
  }
}

function sentenceOf(
  forecast: FirstForecast,
  about: { family: string | null; hasPrice: boolean; chosen: boolean; written: Written },
): string {
  const { family, hasPrice, chosen, written } = about
  if (!forecast.ahead) return `Nobody can tell yet. ${written.sentence(forecast.reason)}`
  const sum = forecast.ahead.slice(0, shownMonths).reduce((all, { mean }) => all + mean, 0)
  const how = hasPrice ? 'nearest in price' : 'its price is not known, so all count, such as'
  const names = forecast.like
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')
  const of = chosen ? 'items chosen by hand' : `items of ${family ?? 'no family'}`
  return `About ${written.number(sum)} units in its first ${shownMonths} months, as ${written.number(forecast.like.length)} ${of} went (${chosen ? names : `${how}: ${names}`}).`
}

/** What was tried in several families, together. */
function together(all: readonly Tried[]) {
  if (all.length === 0) return null
  const sum = (of: (each: Tried) => number) => all.reduce((whole, each) => whole + of(each), 0)
  const months = sum((each) => each.months)
  return {
    ...{ items: sum(({ items }) => items), months },
    inside: sum(({ inside }) => inside) / months,
    wape: sum((each) => each.wape * each.months) / months,
  }
}
