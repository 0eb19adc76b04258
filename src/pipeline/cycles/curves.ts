/** Days that deals were followed, and how many were won, lost or still open at each. */
export type FollowedDays = Map<number, { won: number; lost: number; open: number }>

/** Adds a deal that was followed for so many days. */
export function follow(followed: FollowedDays, days: number, end: 'won' | 'lost' | 'open'): void {
  let at = followed.get(days)
  if (!at) {
    at = { won: 0, lost: 0, open: 0 }
    followed.set(days, at)
  }
  at[end]++
}

/** One step of the curves: at so many days, how many were still followed, and the shares by then. */
export type CurvePoint = {
  days: number
  atRisk: number
  won: number
  lost: number
  /** Share not closed yet (Kaplan-Meier, won and lost both events, open deals censored). */
  open: number
  /** Shares won and lost by then (Aalen-Johansen, each competing with the other); open + won + lost = 1. */
  wonShare: number
  lostShare: number
}

export type Curves = { deals: number; won: number; lost: number; open: number; points: CurvePoint[] }

/**
 * Kaplan-Meier and Aalen-Johansen estimates from deals followed for whole days. At a tie, deals close before others are
 * censored. Kaplan and Meier (1958); Aalen and Johansen (1978).
 */
export function curvesOf(followed: FollowedDays): Curves {
  const totals = { won: 0, lost: 0, open: 0 }
  for (const { won, lost, open } of followed.values()) {
    totals.won += won
    totals.lost += lost
    totals.open += open
  }
  const deals = totals.won + totals.lost + totals.open
  const points: CurvePoint[] = []
  let atRisk = deals
  let [open, wonShare, lostShare] = [1, 0, 0]
  for (const [days, { won, lost, open: censored }] of [...followed].sort(([a], [b]) => a - b)) {
    if (won + lost > 0) {
      wonShare += (open * won) / atRisk
      lostShare += (open * lost) / atRisk
      open *= 1 - (won + lost) / atRisk
      points.push({ days, atRisk, won, lost, open, wonShare, lostShare })
    }
    atRisk -= won + lost + censored
  }
  return { deals, ...totals, points }
}

const ROUNDING = 1e-9

/**
 * The first day by which the share not closed has fallen below the given share; halfway to the next close where it stands
 * on it, as R's survival has it; null where it never came so far.
 */
export function daysUntil(curves: Curves, share: number): number | null {
  const { points } = curves
  const below = points.find(({ open }) => open < share - ROUNDING)
  const on = points.find(({ open }) => Math.abs(open - share) <= ROUNDING)
  if (!on) return below?.days ?? null
  return below ? (on.days + below.days) / 2 : on.days
}

/** The share won within so many days. */
export function wonWithin(curves: Curves, days: number): number {
  return curves.points.findLast((point) => point.days <= days)?.wonShare ?? 0
}

/** The share still open and the shares won and lost after so many days. */
export function curvesAt({ points }: Curves, days: number) {
  const { open, wonShare, lostShare } = points.findLast((point) => point.days <= days) ?? {
    open: 1,
    wonShare: 0,
    lostShare: 0,
  }
  return { days, open, wonShare, lostShare }
}

/** The mean of the days open up to the last close: the area under the Kaplan-Meier curve; null where none has closed. */
export function restrictedMean({ points }: Curves): number | null {
  if (points.length === 0) return null
  let [area, from, open] = [0, 0, 1]
  for (const point of points) {
    area += open * (point.days - from)
    from = point.days
    open = point.open
  }
  return area
}
