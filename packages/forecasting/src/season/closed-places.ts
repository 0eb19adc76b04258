import type { Fitted, Forecast, Parts } from '../contract.ts'
import { checkRequest, checkUpdate } from '../validation.ts'

/** Places of a season at which nothing is sold, such as weekends or winter months; place 0 is that of the first value. */
export interface ClosedPlaces {
  readonly closed: readonly boolean[]
  readonly open: number
}

/** A closed place sells less than this share of what an average place does. */
const hardlyAnything = 0.02
/**
 * The score at which zeros keep to their places beyond chance: about 1 % where nearly every open place sells, 1 in 10,000 where demand comes now
 * and then, for of thousands of such series some keep to places by luck, and zeros for good cost them a tenth of their accuracy.
 */
const beyondChance = { steady: 2.33, sparse: 3.72 }
/** Open places that sell less often than this are sparse. */
const nearlyAlways = 0.9
/**
 * With fewer open places than this share, sales must keep to them for so many seasons, or to places in a row, less probably by chance than
 * `tooRare`: single places may be the rhythm of an order, which moves.
 */
const mostlyClosed = 0.4
const seasonsForFew = 4
const tooRare = 1e-4

/**
 * The closed places of a series, where zeros keep to their places: hardly anything is sold there in two seasons or more, and places differ
 * in how often they sell beyond chance (the deviance of one chance for each place against one for all, by its chi-square law).
 */
export function closedPlaces(y: Float64Array, m: number): ClosedPlaces | undefined {
  if (m < 2 || y.length < 2 * m || y.some((value) => value < 0)) return undefined
  const [sums, seen, sold] = [new Float64Array(m), new Float64Array(m), new Float64Array(m)]
  const first = y.findIndex((value) => value > 0)
  // What lies before the first sale may be from before the item was there: only where too little is left does a season of it count.
  const from = y.length - first < 2 * m ? first - m : first
  for (let t = Math.max(0, from); t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    sums[t % m]! += y[t]!
    seen[t % m]!++
    if (y[t]! > 0) sold[t % m]!++
  }
  if (seen.some((count) => count < 2)) return undefined
  const average = sums.reduce((sum, value, i) => sum + value / seen[i]! / m, 0)
  const closed = Array.from(sums, (sum, i) => sum / seen[i]! < hardlyAnything * average && sold[i]! <= seen[i]! / 4)
  const open = closed.filter((each) => !each).length
  if (open === m || open === 0 || placesScore(sold, seen) < scoreNeeded(closed, { sold, seen })) return undefined
  const few = open < mostlyClosed * m && Math.min(...seen) < seasonsForFew
  if (few && !(chanceInARow(closed, { sold, seen }) < tooRare)) return undefined
  return { closed, open }
}

function scoreNeeded(closed: readonly boolean[], { sold, seen }: { sold: Float64Array; seen: Float64Array }): number {
  const ofOpen = (counts: Float64Array) => counts.reduce((sum, count, i) => (closed[i] ? sum : sum + count), 0)
  return ofOpen(sold) < nearlyAlways * ofOpen(seen) ? beyondChance.sparse : beyondChance.steady
}

/**
 * How probable it is at most that sales which come by chance keep to open places in a row: the share of their arrangements within such
 * places, times the m ways to choose these; 1 where the open places are not in a row.
 */
function chanceInARow(closed: readonly boolean[], counts: { sold: Float64Array; seen: Float64Array }): number {
  const m = closed.length
  if (closed.filter((each, i) => each && !closed[(i + 1) % m]).length !== 1) return 1
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const [sales, periods] = [total(counts.sold), total(counts.seen)]
  const within = total(counts.seen.map((count, i) => (closed[i] ? 0 : count)))
  return Math.exp(Math.log(m) + logChoose(within, sales) - logChoose(periods, sales))
}

/** The logarithm of the number of ways to choose k of n. */
function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i)
  return sum
}

/** How far places differ in their chance of a sale, as a standard normal number (Wilson & Hilferty for chi-square). */
function placesScore(sold: Float64Array, seen: Float64Array): number {
  const total = seen.reduce((sum, count) => sum + count, 0)
  const share = sold.reduce((sum, count) => sum + count, 0) / total
  let deviance = 0
  for (let i = 0; i < sold.length; i++) {
    deviance += 2 * (surprise(sold[i]!, seen[i]! * share) + surprise(seen[i]! - sold[i]!, seen[i]! * (1 - share)))
  }
  const degrees = sold.length - 1
  const spread = 2 / (9 * degrees)
  return (Math.cbrt(deviance / degrees) - 1 + spread) / Math.sqrt(spread)
}

function surprise(count: number, expected: number): number {
  return count > 0 ? count * Math.log(count / expected) : 0
}

/** Of so many periods those whose place is open. */
export function openPeriods(count: number, { closed }: ClosedPlaces): number[] {
  return Array.from({ length: count }, (_, t) => t).filter((t) => !closed[t % closed.length])
}

/** A model of the open places as one of all: closed places get zero, and their values are passed over. `time` is the number of values seen. */
export function withClosedPlaces(given: { fitted: Fitted; places: ClosedPlaces; time: number }): Fitted {
  const { fitted, places, time } = given
  const isOpen = (t: number) => !places.closed[t % places.closed.length]
  const steps = (horizon: number) => Array.from({ length: horizon }, (_, h) => isOpen(time + h))
  const spreadOut = (values: Float64Array, horizon: number) => {
    let next = 0
    return Float64Array.from(steps(horizon), (open) => (open ? values[next++]! : 0))
  }
  const openSteps = (horizon: number) => Math.max(1, steps(horizon).filter(Boolean).length)
  const { quantiles, explain } = fitted
  return {
    kind: 'fitted',
    name: `${fitted.name}, nothing at closed places of the season`,
    forecast(request): Forecast {
      const { horizon, levels } = checkRequest(request)
      const { mean, intervals } = fitted.forecast({ horizon: openSteps(horizon), levels })
      return {
        mean: spreadOut(mean, horizon),
        intervals: intervals.map(({ level, lo, hi }) => ({
          ...{ level, lo: spreadOut(lo, horizon), hi: spreadOut(hi, horizon) },
        })),
      }
    },
    ...(quantiles && {
      quantiles: (horizon: number, probabilities: readonly number[]) =>
        quantiles.call(fitted, openSteps(horizon), probabilities).map((values) => spreadOut(values, horizon)),
    }),
    ...(explain && {
      explain(horizon: number): Parts {
        const parts = explain.call(fitted, openSteps(horizon))
        const spread = (values: Float64Array) => spreadOut(values, horizon)
        return { level: spread(parts.level), trend: spread(parts.trend), season: spread(parts.season) }
      },
    }),
    update(value) {
      const known = checkUpdate(value)
      return withClosedPlaces({ places, time: time + 1, fitted: isOpen(time) ? fitted.update(known) : fitted })
    },
  }
}
