import { aalenJohansen } from '../survival/aalen-johansen.ts'
import type { ComingDeals } from './distribution.ts'

/** A past deal as the pace of creation needs it; `amount` is that at its close. */
export interface PaceDeal {
  readonly createdOn: number
  readonly closed?: { readonly on: number; readonly as: 'won' | 'lost' } | undefined
  readonly amount: number
}

/** Days of history that tell the pace of creation. */
const paceDays = 364

/** Deals born as long before the end of past periods from which their winning by it is told. */
const enoughBorn = 30

/**
 * Expects the deals created from `today` and won before `periodEnd`: the pace of the last year, times the share won within
 * the days each would have left (Aalen-Johansen on the deals as known today). Where the ends of past periods are given, and enough deals were
 * born as late in them, that share is taken from those, as deals are rushed towards the end of a period. How uneven past windows
 * of that length were gives the spread.
 */
export function comingDeals(given: {
  deals: readonly PaceDeal[]
  today: number
  periodEnd: number
  /** The first days after past periods. */
  pastEnds?: readonly number[]
}): ComingDeals {
  const { today, periodEnd } = given
  const left = periodEnd - today
  const deals = given.deals.filter(({ createdOn }) => createdOn < today)
  const amounts = deals.flatMap(({ closed, amount }) => (closed?.as === 'won' && closed.on < today ? [amount] : []))
  if (left <= 0 || deals.length === 0 || amounts.length === 0)
    return { expected: 0, size: Number.POSITIVE_INFINITY, amounts }
  const first = deals.reduce((day, { createdOn }) => Math.min(day, createdOn), today)
  const days = Math.min(paceDays, today - first)
  const recent = deals.filter(({ createdOn }) => createdOn >= today - days)
  const share = shareOfLateBorn(deals, { left, ends: (given.pastEnds ?? []).filter((end) => end <= today) })
  const expected = (recent.length / days) * (share === undefined ? wonDays(deals, { today, left }) : share * left)
  return { expected, size: sizeOf({ recent, today, days, left }), amounts }
}

/** Of the deals born within so many days of the end of a past period, the share won by it; undefined where these are few. */
function shareOfLateBorn(
  deals: readonly PaceDeal[],
  { left, ends }: { left: number; ends: readonly number[] },
): number | undefined {
  let [born, won] = [0, 0]
  for (const { createdOn, closed } of deals) {
    const end = ends.find((each) => createdOn < each && createdOn >= each - left)
    if (end === undefined) continue
    born++
    if (closed?.as === 'won' && closed.on < end) won++
  }
  return born < enoughBorn ? undefined : won / born
}

/** The shares won by the end of the period of deals born on each day that is left of it, summed. */
function wonDays(deals: readonly PaceDeal[], { today, left }: { today: number; left: number }): number {
  const wonWithin = wonCurve(deals, today)
  let sum = 0
  for (let day = 0; day < left; day++) sum += wonWithin(left - 1 - day)
  return sum
}

function wonCurve(deals: readonly PaceDeal[], today: number): (days: number) => number {
  const known = deals.map(({ createdOn, closed }) => {
    const over = closed && closed.on < today ? closed : undefined
    return { time: (over?.on ?? today) - createdOn, ending: over ? (over.as === 'won' ? 1 : 2) : 0 }
  })
  const points = aalenJohansen({ times: known.map(({ time }) => time), endings: known.map(({ ending }) => ending) })
  return (days) => {
    let won = 0
    for (const point of points) {
      if (point.time > days) break
      won = point.won
    }
    return won
  }
}

/** The negative binomial size that gives past windows as long as the rest of the period their variance. */
function sizeOf(given: { recent: readonly PaceDeal[]; today: number; days: number; left: number }): number {
  const { recent, today, days, left } = given
  const windows = Math.floor(days / left)
  if (windows < 3) return 20
  const counts = new Array<number>(windows).fill(0)
  for (const { createdOn } of recent) {
    const window = Math.floor((today - 1 - createdOn) / left)
    if (window < windows) counts[window]!++
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / windows
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (windows - 1)
  return variance > mean ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY
}
