import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { type CompanyCalendar, periodIndex, periodsFrom, seasonLength, type Timeline } from '../calendar.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { ofClosedDays } from '../history/kept.ts'
import { timelineFor } from '../inputs.ts'
import type { NewItem } from './contract.ts'
import { type FirstForecast, firstForecast, type Sold, type Tried, triedOn } from './first-forecast.ts'

/** An item whose first day is longer ago is not new, and one that nobody buys. */
const newDays = 92
const mostItems = 30
const grain = 'month'
const horizon = 12

type Unsold = Pick<NewItem, 'item' | 'family' | 'startsOn'> & { familyId: string | null; price: number | null }
type Families = Map<string | null, { sold: Sold[] }>

/** Items that are new or coming and were never sold, each with its first forecast, and how good such forecasts were. */
export async function newItems(
  db: Db,
  today: string,
): Promise<{ items: NewItem[]; measured: (Omit<Tried, 'inside'> & { inside: number }) | null }> {
  const [unsold, state, { calendar, locale }] = await Promise.all([
    unsoldItems(db, today),
    historyState(db),
    companySettings(db),
  ])
  const timeline = state && timelineFor({ grain, calendar, state })
  if (unsold.length === 0 || !timeline || timeline.closed <= timeline.first) return { items: [], measured: null }
  const ids = [...new Set(unsold.map(({ familyId }) => familyId))].sort()
  const what = ['new items', ids, timeline.first, timeline.closed]
  const season = seasonLength(grain, calendar)
  const { families, tried } = await ofClosedDays({ stamp: state.closedStamp, what }, async () => {
    const families = await soldOf(db, { ids, timeline })
    return { families, tried: [...families.values()].map(({ sold }) => triedOn(sold, { season, horizon })) }
  })
  const written = writtenIn(locale)
  return {
    items: unsold.map((each) => toldOf(each, { families, timeline, calendar, season, written })),
    measured: together(tried.flatMap((each) => each ?? [])),
  }
}

async function unsoldItems(db: Db, today: string): Promise<Unsold[]> {
  const { rows } = await sql<Unsold>`
    select jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name) as item, f.name as family, i.family_id as "familyId",
      i.list_price::float8 as price, i.active_from::text as "startsOn"
    from company.item i left join company.family f on f.id = i.family_id
    where i.active_from >= ${dayAfter(today, -newDays)} and coalesce(i.active_to >= ${today}, true)
      and not exists (select from demand.history h where h.grain = ${grain} and h.item_id = i.id)
      and not exists (select from demand.successor s where i.id in (s.item_id, s.successor_id))
    order by i.active_from, i.code limit ${mostItems}`.execute(db)
  return rows
}

/** What items of families that are still sold held in each closed month. */
async function soldOf(
  db: Db,
  { ids, timeline }: { ids: readonly (string | null)[]; timeline: Timeline },
): Promise<Families> {
  const starts = timeline.periods.slice(timeline.first, timeline.closed).map(({ startsOn }) => startsOn)
  const { rows } = await sql<{
    name: string
    familyId: string | null
    price: number | null
    at: number[]
    held: number[]
  }>`
    select i.name, i.family_id as "familyId", i.list_price::float8 as price, array_agg(m.at order by m.at) as at,
      array_agg(m.held order by m.at) as held
    from company.item i cross join lateral (
      select (p.place - 1)::int as at, sum(h.quantity)::float8 as held from demand.history h
      join unnest(${starts}::date[]) with ordinality as p (starts_on, place) on p.starts_on = h.starts_on
      where h.item_id = i.id and h.grain = ${grain} group by 1) m
    where coalesce(i.family_id = any(${ids.filter((id) => id !== null)}::uuid[]), ${ids.includes(null)})
      and coalesce(i.active_to > ${starts.at(-1)!}, true)
    group by i.id order by i.code`.execute(db)
  const sold = rows.map(({ at, held, ...item }) => {
    const values = new Float64Array(starts.length).fill(Number.NaN, 0, at[0]!)
    for (const [i, place] of at.entries()) values[place] = Math.max(0, held[i]!)
    return { ...item, values }
  })
  return new Map([...Map.groupBy(sold, ({ familyId }) => familyId)].map(([id, of]) => [id, { sold: of }]))
}

function toldOf(
  { familyId, price, ...about }: Unsold,
  given: { families: Families; timeline: Timeline; calendar: CompanyCalendar; season: number; written: Written },
): NewItem {
  const { families, timeline, calendar, season, written } = given
  const next = dayAfter(timeline.periods[timeline.closed - 1]!.endsOn, 1)
  const wait = Math.max(0, periodIndex({ grain, calendar, origin: next, day: about.startsOn }))
  const forecast = firstForecast({ price }, { sold: families.get(familyId)?.sold ?? [], wait, season, horizon })
  const periods = periodsFrom({ grain, calendar, startsOn: next, count: wait + horizon }).slice(wait)
  return {
    ...about,
    ahead:
      forecast.ahead?.map((each, i) => ({ startsOn: periods[i]!.startsOn, label: periods[i]!.label, ...each })) ?? null,
    sentence: sentenceOf(forecast, { family: about.family, hasPrice: price !== null, written }),
  }
}

function sentenceOf(
  forecast: FirstForecast,
  { family, hasPrice, written }: { family: string | null; hasPrice: boolean; written: Written },
): string {
  if (!forecast.ahead) return `Nobody can tell yet. ${written.sentence(forecast.reason)}`
  const sum = forecast.ahead.reduce((all, { mean }) => all + mean, 0)
  const nearest = `${hasPrice ? 'nearest in price' : 'its price is not known, so all count, such as'}: ${forecast.like.join(', ')}`
  return `About ${written.number(sum)} units in its first ${horizon} months, as ${written.number(forecast.of)} items of ${family ?? 'no family'} went (${nearest}).`
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
