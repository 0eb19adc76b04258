import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { periodIndex, periodsFrom, seasonLength, type Timeline } from '../calendar.ts'
import { horizons } from '../forecast.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { ofClosedDays } from '../history/kept.ts'
import { timelineFor } from '../inputs.ts'
import { FAMILY, type Weights, weightsOf } from './alike.ts'
import type { NewItem } from './contract.ts'
import type { FirstMonth } from './counted.ts'
import { type FirstForecast, firstForecast, type Sold, type Tried, triedOn } from './first-forecast.ts'

/** An item whose first day is longer ago is not new, and one that nobody buys. */
export const newDays = 92
const mostItems = 30
const grain = 'month'
const shownMonths = 12
/** An attribute in which items differ by less than this (a tenth, as a logarithm) does not tell them apart. */
const tellingWeight = 0.1
/** Fewer items of a family cannot speak for it. */
const enoughOfFamily = 3

type Unsold = Pick<NewItem, 'item' | 'family' | 'startsOn' | 'counted' | 'likeChosenBy'> & {
  familyId: string | null
  price: number | null
  said: Readonly<Record<string, string>>
  chosen: string[] | null
}
type SoldItem = Sold & { id: string; code: string; familyId: string | null }

/** An item never sold with what is said of it. */
export type First = {
  unsold: Unsold
  forecast: FirstForecast<SoldItem>
  months: (FirstMonth & { label: string })[]
  /** What its look-alikes were chosen by, and how good that was; null where the nearest in price of its family were, or somebody chose. */
  by: By | null
  /** How good it would have been to choose them by all that is said of them, where the nearest in price were better. */
  notBy: { tried: Tried; plain: Tried } | null
}

type By = { weights: Weights; tried: Tried | null; plain: Tried | null }

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
  const mark = JSON.stringify(unsold.map(({ said }) => said))
  const what = ['new items', ids, chosen, timeline.first, timeline.closed, mark, await allSaidMark(db)]
  const season = seasonLength(grain, calendar)
  const { sold, ways } = await ofClosedDays({ stamp: state.closedStamp, what }, async () => {
    const sold = await soldOf(db, { ids, chosen, said: unsold.map((each) => each.said), timeline })
    return { sold, ways: waysOf(sold, { ids, season }) }
  })
  const next = dayAfter(timeline.periods[timeline.closed - 1]!.endsOn, 1)
  const firsts = unsold.map((each): First => {
    const wait = Math.max(0, periodIndex({ grain, calendar, origin: next, day: each.startsOn }))
    const by = each.chosen ? null : (ways.get(each.familyId)?.by ?? null)
    const alike = by ? sold : sold.filter(({ id, familyId }) => each.chosen?.includes(id) ?? familyId === each.familyId)
    const about = {
      sold: alike,
      by: by?.weights ?? null,
      chosen: each.chosen !== null,
      wait,
      season,
      horizon: horizons.month,
    }
    const forecast = firstForecast(each, about)
    const periods = periodsFrom({ grain, calendar, startsOn: next, count: wait + horizons.month }).slice(wait)
    const months = (forecast.ahead ?? []).map((range, i) => ({ ...periods[i]!, ...range }))
    const notBy = forecast.ahead && !each.chosen ? (ways.get(each.familyId)?.notBy ?? null) : null
    return { unsold: each, forecast, months, by: forecast.ahead && by, notBy }
  })
  return { firsts, tried: [...ways.values()].flatMap(({ tried }) => tried ?? []) }
}

/**
 * How look-alikes are chosen for each family: by all that is said of items where that told more of items that were new before than the
 * nearest in price of the family did, or where too few of the family were sold to tell.
 */
function waysOf(
  sold: readonly SoldItem[],
  { ids, season }: { ids: readonly (string | null)[]; season: number },
): Map<string | null, Pick<First, 'by' | 'notBy'> & { tried: Tried | null }> {
  const weights = weightsOf(sold)
  const families = Map.groupBy(sold, ({ familyId }) => familyId)
  const tells = weights.said.some(({ name, weight }) => name !== FAMILY && weight > tellingWeight)
  return new Map(
    ids.map((id) => {
      const own = families.get(id) ?? []
      const plain = triedOn(own, { season, horizon: shownMonths })
      const tried = triedOn(own, { season, horizon: shownMonths, by: weights, from: sold })
      const isFew = own.length < enoughOfFamily && sold.length >= enoughOfFamily
      const isBetter = tried && plain ? tried.wape < plain.wape : tells || isFew
      const notBy = tried && plain && !isBetter ? { tried, plain } : null
      return [id, isBetter ? { by: { weights, tried, plain }, notBy, tried } : { by: null, notBy, tried: plain }]
    }),
  )
}

async function unsoldItems(db: Db | Tx, today: string): Promise<Unsold[]> {
  const { rows } = await sql<Unsold>`
    select jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name) as item, f.name as family, i.family_id as "familyId",
      i.list_price::float8 as price, ${saidBy} as said, coalesce(i.active_from, ${today}::date)::text as "startsOn",
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

/** SQL over `i` (company.item): what is said of an item, its family among it. */
const saidBy = sql`coalesce(i.file_fields, '{}'::jsonb) || jsonb_build_object(${FAMILY}::text, coalesce(i.family_id::text, 'none'))`

async function allSaidMark(db: Db | Tx): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select coalesce(sum(hashtextextended(i.id || ' ' || i.file_fields::text, 0)), 0)::text as mark from company.item i
    where i.file_fields is not null`.execute(db)
  return rows[0]!.mark
}

/** Learned from at most. */
const mostSold = 2000

/** What items that are still sold held in each closed month: those of the families, those that share an attribute, those that somebody chose. */
async function soldOf(
  db: Db | Tx,
  given: {
    ids: readonly (string | null)[]
    chosen: readonly string[]
    said: readonly Readonly<Record<string, string>>[]
    timeline: Timeline
  },
): Promise<SoldItem[]> {
  const { ids, chosen, said, timeline } = given
  const pairs = said.flatMap((each) => Object.entries(each)).filter(([name]) => name !== FAMILY)
  const alike = sql`exists (select from jsonb_each_text(i.file_fields) as each
    join unnest(${pairs.map(([name]) => name)}::text[], ${pairs.map(([, value]) => value)}::text[]) as asked (name, value)
      on asked.name = each.key and asked.value = each.value)`
  const starts = timeline.periods.slice(timeline.first, timeline.closed).map(({ startsOn }) => startsOn)
  const { rows } = await sql<Omit<SoldItem, 'values'> & { at: number[]; held: number[] }>`
    select i.id, i.code, i.name, i.family_id as "familyId", i.list_price::float8 as price, ${saidBy} as said, array_agg(m.at order by m.at) as at,
      array_agg(m.held order by m.at) as held
    from company.item i cross join lateral (
      select (p.place - 1)::int as at, sum(h.quantity)::float8 as held from demand.history h
      join unnest(${starts}::date[]) with ordinality as p (starts_on, place) on p.starts_on = h.starts_on
      where h.item_id = i.id and h.grain = ${grain} group by 1) m
    where i.id = any(${[...chosen]}::uuid[]) or (coalesce(i.active_to > ${starts.at(-1)!}, true)
      and (coalesce(i.family_id = any(${ids.filter((id) => id !== null)}::uuid[]), ${ids.includes(null)}) or ${alike}))
    group by i.id order by i.code limit ${mostSold}`.execute(db)
  return rows.map(({ at, held, ...item }) => {
    const values = new Float64Array(starts.length).fill(Number.NaN, 0, at[0]!)
    for (const [i, place] of at.entries()) values[place] = Math.max(0, held[i]!)
    return { ...item, values }
  })
}

function toldOf({ unsold, forecast, months, by, notBy }: First, written: Written): NewItem {
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
      by: by !== null,
      written,
    }),
    chosenBy: by ? chosenBy(unsold, by, written) : notBy && notChosenBy(notBy, written),
  }
}

function sentenceOf(
  forecast: FirstForecast,
  about: { family: string | null; hasPrice: boolean; chosen: boolean; by: boolean; written: Written },
): string {
  const { family, hasPrice, chosen, by, written } = about
  if (!forecast.ahead) return `Nobody can tell yet. ${written.sentence(forecast.reason)}`
  const sum = forecast.ahead.slice(0, shownMonths).reduce((all, { mean }) => all + mean, 0)
  const how = by ? 'the nearest' : hasPrice ? 'nearest in price' : 'its price is not known, so all count, such as'
  const names = forecast.like
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')
  const of = chosen ? 'items chosen by hand' : by ? 'items that are alike' : `items of ${family ?? 'no family'}`
  return `About ${written.number(sum)} units in its first ${shownMonths} months, as ${written.number(forecast.like.length)} ${of} went (${chosen ? names : `${how}: ${names}`}).`
}

/** What look-alikes were chosen by, and what speaks for it. */
function chosenBy({ said }: Unsold, { weights, tried, plain }: By, { number, percent }: Written): string {
  const telling = weights.said.filter(({ name, weight }) => said[name] && (name === FAMILY || weight > tellingWeight))
  const named = telling.map(({ name }) => (name === FAMILY ? 'family' : name.toLowerCase()))
  const facts = telling
    .filter(({ name }) => name !== FAMILY)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(
      ({ name, same, other }) =>
        `of one ${name.toLowerCase()} ${number(same, 1)}, of different ones ${number(other, 1)}`,
    )
  const why = facts.length > 0 ? ` By which factor items of one family sell apart: ${facts.join('; ')}.` : ''
  const proof =
    tried && plain
      ? ` Of items that were new before it missed ${percent(tried.wape)}, the nearest in price of the family alone ${percent(plain.wape)}.`
      : ''
  return `Chosen by ${[...named, 'price'].join(', ').replace(/, ([^,]*)$/, ' and $1')}.${why}${proof}`
}

/** Why look-alikes were not chosen by all that is said of items. */
function notChosenBy({ tried, plain }: NonNullable<First['notBy']>, { percent }: Written): string {
  return `Family, attributes and price together were tried too: of items that were new before they missed ${percent(tried.wape)}, the nearest in price of the family ${percent(plain.wape)}.`
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
