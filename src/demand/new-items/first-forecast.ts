import { siblingForecast } from '@drumbeat/forecasting'
import { apart, type Described, type Weights } from './alike.ts'

/** An item that was sold in closed months: what tells it from others, and what each month held, NaN before its first order. */
export type Sold = Described & { name: string; values: Float64Array }

/** What may come in a month, with 80 and 95 % ranges. */
export type Range = { mean: number; lo80: number; hi80: number; lo95: number; hi95: number }

/** A forecast borrowed from items that are alike, the nearest first; or why there is none. */
export type FirstForecast<Item extends Sold = Sold> = { ahead: Range[]; like: Item[] } | { ahead: null; reason: string }

/** Learned from are items within a factor of two of the price, at least so many, and at most so many: the nearest. */
const [enough, most] = [6, 40]
const near = Math.log(2)
/** Fewer items tell nothing. */
const fewest = 3

/**
 * Forecasts an item that was never sold as items alike went when they were new: those of its family that are near in price, those that are
 * near by all that is said of them where weights are given, or those that somebody chose. `wait` months pass before it begins.
 */
export function firstForecast<Item extends Sold>(
  item: Described,
  given: {
    sold: readonly Item[]
    by?: Weights | null
    chosen?: boolean
    wait: number
    season: number
    horizon: number
  },
): FirstForecast<Item> {
  const { sold, by = null, chosen = false, wait, season, horizon } = given
  if (sold.length < fewest) {
    const of = chosen ? 'of those chosen' : by ? 'alike' : 'of its family'
    return { ahead: null, reason: `${countOf(sold.length)} ${of} sold so far; it takes at least ${fewest} to tell.` }
  }
  // The last months that bring the season to where the item begins are left out.
  const cut = wait % season === 0 ? 0 : season - (wait % season)
  const alike = chosen ? [...sold] : by ? nearestBy(sold, item, by) : alikeIn(sold, item.price)
  const siblings = alike.map(({ values }) => ({ series: values.subarray(0, -cut || undefined) }))
  const fitted = siblingForecast({
    series: new Float64Array(siblings[0]!.series.length).fill(Number.NaN),
    siblings,
    seasonLength: season,
  })
  if (fitted.kind === 'declined') return { ahead: null, reason: fitted.reason.replace(/ Use auto\.$/, '') }
  const { mean, intervals } = fitted.forecast({ horizon, levels: [80, 95] })
  const [of80, of95] = [intervals[0]!, intervals[1]!]
  const ahead = Array.from(mean, (each, i) => ({
    ...{ mean: each, lo80: of80.lo[i]!, hi80: of80.hi[i]! },
    ...{ lo95: of95.lo[i]!, hi95: of95.hi[i]! },
  }))
  return { ahead, like: alike }
}

/** How good such forecasts were: of items that were new before, each forecast from what the others had sold by then. */
export type Tried = { items: number; months: number; inside: number; wape: number }

/** So many items that were new are tried at most, the latest. */
const mostTried = 40

type Trying = { season: number; horizon: number; by?: Weights | null; from?: readonly Sold[] }

/** Tries first forecasts on items that were new within the months known, learned `from` these or all; null where there was none. */
export function triedOn(items: readonly Sold[], { season, horizon, by = null, from = items }: Trying): Tried | null {
  const launched = items
    .map((item) => ({ item, at: item.values.findIndex((value) => value > 0) }))
    .filter(({ item, at }) => at >= fewest && item.values.length - at >= fewest)
    .sort((a, b) => b.at - a.at)
    .slice(0, mostTried)
  const tried: Tried = { items: 0, months: 0, inside: 0, wape: 0 }
  let [missed, came] = [0, 0]
  for (const { item, at } of launched) {
    const known = from.filter((each) => each !== item).map((each) => ({ ...each, values: each.values.subarray(0, at) }))
    const months = item.values.subarray(at, at + horizon)
    const forecast = firstForecast(item, {
      ...{ sold: known.filter(({ values }) => values.some((value) => value > 0)), wait: 0 },
      ...{ season, horizon: months.length, by },
    })
    if (!forecast.ahead) continue
    tried.items++
    for (const [i, value] of months.entries()) {
      const { mean, lo80, hi80 } = forecast.ahead[i]!
      tried.months++
      if (value >= lo80 && value <= hi80) tried.inside++
      missed += Math.abs(value - mean)
      came += value
    }
  }
  return tried.items === 0 || came <= 0 ? null : { ...tried, wape: missed / came }
}

/** Those nearest by all that is said of them: no farther than a like one of twice the price, but enough of them. */
function nearestBy<Item extends Sold>(sold: readonly Item[], item: Described, by: Weights): Item[] {
  const placed = sold.map((each) => ({ each, far: apart(item, each, by) })).sort((a, b) => a.far - b.far)
  const alike = placed.filter(({ far }) => far <= by.price).length
  return placed.slice(0, Math.min(most, Math.max(enough, alike))).map(({ each }) => each)
}

/** Those nearest in price first; all of them where the price is not known. */
function alikeIn<Item extends Sold>(sold: readonly Item[], price: number | null): Item[] {
  if (!price) return sold.slice(0, most)
  const apart = ({ price: other }: Sold) => (other ? Math.abs(Math.log(other / price)) : near)
  const sorted = sold.toSorted((a, b) => apart(a) - apart(b))
  const alike = sorted.filter((each) => apart(each) <= near).length
  return sorted.slice(0, Math.min(most, Math.max(enough, alike)))
}

function countOf(items: number): string {
  return items === 0 ? 'No item' : `Only ${items === 1 ? '1 item' : `${items} items`}`
}
