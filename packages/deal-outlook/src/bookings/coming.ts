import { aalenJohansen } from '../survival/aalen-johansen.ts'
import type { ComingDeals } from './distribution.ts'
import { fewPoints } from './few-points.ts'

/** A past deal as the pace of creation needs it; `amount` is that at its close. */
export interface PaceDeal {
  readonly createdOn: number
  readonly closed?: { readonly on: number; readonly as: 'won' | 'lost' } | undefined
  readonly amount: number
}

/** The same of many deals, column by column; those created on `notYet` are passed over. */
export interface PaceColumns {
  readonly createdOn: Int32Array
  /** The day of the close; `notYet` while open. */
  readonly closedOn: Int32Array
  /** 1 where it was won. */
  readonly won: Uint8Array
  readonly amount: Float64Array
}

/** Later than every day. */
export const notYet = 2_147_483_647

/** Days of history that tell the pace of creation. */
const paceDays = 364

/** Deals born as long before the end of past periods from which their winning by it is told. */
const enoughBorn = 30

/** Amounts of deals to come are told by so many at most, with the mean of all. */
const mostAmounts = 40

/**
 * Expects the deals created from `today` and won before `periodEnd`: the pace of the last year, times the share won within
 * the days each would have left (Aalen-Johansen on the deals as known today). Where the ends of past periods are given, and enough deals were
 * born as late in them, that share is taken from those, as deals are rushed towards the end of a period. How uneven past windows
 * of that length were gives the spread.
 */
export function comingDeals(given: {
  deals: readonly PaceDeal[] | PaceColumns
  today: number
  periodEnd: number
  /** The first days after past periods. */
  pastEnds?: readonly number[]
}): ComingDeals {
  const { today, periodEnd } = given
  const left = periodEnd - today
  const deals = 'createdOn' in given.deals ? given.deals : columnsOf(given.deals)
  const { amounts, first, count } = lookOver(deals, today)
  if (left <= 0 || count === 0 || amounts.length === 0)
    return { expected: 0, size: Number.POSITIVE_INFINITY, amounts: fewPoints(amounts, mostAmounts) }
  const days = Math.min(paceDays, today - first)
  const recent = recentDays(deals, { from: today - days, today })
  const share = shareOfLateBorn(deals, { today, left, ends: (given.pastEnds ?? []).filter((end) => end <= today) })
  const expected = (recent.length / days) * (share === undefined ? wonDays(deals, { today, left }) : share * left)
  return { expected, size: sizeOf({ recent, today, days, left }), amounts: fewPoints(amounts, mostAmounts) }
}

function columnsOf(deals: readonly PaceDeal[]): PaceColumns {
  return {
    createdOn: Int32Array.from(deals, ({ createdOn }) => createdOn),
    closedOn: Int32Array.from(deals, ({ closed }) => closed?.on ?? notYet),
    won: Uint8Array.from(deals, ({ closed }) => (closed?.as === 'won' ? 1 : 0)),
    amount: Float64Array.from(deals, ({ amount }) => amount),
  }
}

/** The amounts won before today, the first day a deal was created on, and how many were. */
function lookOver({ createdOn, closedOn, won, amount }: PaceColumns, today: number) {
  const amounts = new Float64Array(createdOn.length)
  let [wins, first, count] = [0, today, 0]
  for (let deal = 0; deal < createdOn.length; deal++) {
    const created = createdOn[deal]!
    if (created >= today) continue
    count++
    if (created < first) first = created
    if (won[deal] === 1 && closedOn[deal]! < today) amounts[wins++] = amount[deal]!
  }
  return { amounts: amounts.subarray(0, wins), first, count }
}

/** The days on which deals were created, from a day on until today. */
function recentDays({ createdOn }: PaceColumns, { from, today }: { from: number; today: number }): Int32Array {
  return createdOn.filter((day) => day >= from && day < today)
}

/** Of the deals born within so many days of the end of a past period, the share won by it; undefined where these are few. */
function shareOfLateBorn(
  { createdOn, closedOn, won }: PaceColumns,
  { today, left, ends }: { today: number; left: number; ends: readonly number[] },
): number | undefined {
  let [born, wins] = [0, 0]
  for (let deal = 0; deal < createdOn.length; deal++) {
    const created = createdOn[deal]!
    if (created >= today) continue
    const end = ends.find((each) => created < each && created >= each - left)
    if (end === undefined) continue
    born++
    if (won[deal] === 1 && closedOn[deal]! < end) wins++
  }
  return born < enoughBorn ? undefined : wins / born
}

/** The shares won by the end of the period of deals born on each day that is left of it, summed. */
function wonDays(deals: PaceColumns, { today, left }: { today: number; left: number }): number {
  const wonWithin = wonCurve(deals, today)
  let sum = 0
  for (let day = 0; day < left; day++) sum += wonWithin(left - 1 - day)
  return sum
}

function wonCurve({ createdOn, closedOn, won }: PaceColumns, today: number): (days: number) => number {
  const [times, endings]: [number[], number[]] = [[], []]
  for (let deal = 0; deal < createdOn.length; deal++) {
    if (createdOn[deal]! >= today) continue
    const isOver = closedOn[deal]! < today
    times.push((isOver ? closedOn[deal]! : today) - createdOn[deal]!)
    endings.push(isOver ? (won[deal] === 1 ? 1 : 2) : 0)
  }
  const points = aalenJohansen({ times, endings })
  return (days) => {
    let share = 0
    for (const point of points) {
      if (point.time > days) break
      share = point.won
    }
    return share
  }
}

/** The negative binomial size that gives past windows as long as the rest of the period their variance. */
function sizeOf(given: { recent: Int32Array; today: number; days: number; left: number }): number {
  const { recent, today, days, left } = given
  const windows = Math.floor(days / left)
  if (windows < 3) return 20
  const counts = new Array<number>(windows).fill(0)
  for (const createdOn of recent) {
    const window = Math.floor((today - 1 - createdOn) / left)
    if (window < windows) counts[window]!++
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / windows
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (windows - 1)
  return variance > mean ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY
}
