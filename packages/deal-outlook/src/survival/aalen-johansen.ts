import { type Durations, riskSets } from './durations.ts'

/** Shares won, lost and still open after a time; they sum to 1. */
export interface CloseShares {
  readonly time: number
  readonly atRisk: number
  readonly won: number
  readonly lost: number
  readonly open: number
  readonly wonError: number
  readonly lostError: number
}

/**
 * The cumulative incidence of winning and of losing, each the other's competing risk (Aalen & Johansen 1978), deals still
 * open censored. The variance sums how each deal pulls every share (the infinitesimal jackknife), as R's survival does.
 */
export function aalenJohansen(durations: Durations): CloseShares[] {
  const sets = riskSets(durations)
  const points: CloseShares[] = []
  let [open, won, lost] = [1, 0, 0]
  for (const { time, atRisk, won: wins, lost: losses } of sets) {
    won += (open * wins) / atRisk
    lost += (open * losses) / atRisk
    open *= 1 - (wins + losses) / atRisk
    points.push({ time, atRisk, won, lost, open, wonError: 0, lostError: 0 })
  }
  const errors = influenceErrors(sets, points)
  return points.map((point, i) => ({ ...point, wonError: errors.won[i]!, lostError: errors.lost[i]! }))
}

type Sets = ReturnType<typeof riskSets>

/**
 * Deals that leave at the same time in the same way pull alike: a class is a time and an ending, followed through all later
 * times. Before its own time a deal only waits; what it does to each hazard is (own step - hazard) / at risk.
 */
function influenceErrors(sets: Sets, points: readonly CloseShares[]): { won: Float64Array; lost: Float64Array } {
  const squares = { won: new Float64Array(sets.length), lost: new Float64Array(sets.length) }
  const waiting = { open: 0, won: 0, lost: 0 }
  for (let i = 0; i < sets.length; i++) {
    const { atRisk, won, lost } = sets[i]!
    const next = i + 1 < sets.length ? sets[i + 1]!.atRisk : 0
    const before = i === 0 ? 1 : points[i - 1]!.open
    const ends = [won, lost, atRisk - won - lost - next]
    for (const [ending, count] of ends.entries()) {
      if (count > 0) follow({ sets, points, squares, from: i, count, ending, waiting: { ...waiting } })
    }
    if (next > 0) Object.assign(waiting, stepped(waiting, sets[i]!, before, { atRisk: true, won: 0, lost: 0 }))
    if (next > 0) {
      squares.won[i] = squares.won[i]! + next * waiting.won ** 2
      squares.lost[i] = squares.lost[i]! + next * waiting.lost ** 2
    }
  }
  return { won: squares.won.map(Math.sqrt), lost: squares.lost.map(Math.sqrt) }
}

interface Pull {
  open: number
  won: number
  lost: number
}

function follow(given: {
  sets: Sets
  points: readonly CloseShares[]
  squares: { won: Float64Array; lost: Float64Array }
  from: number
  count: number
  ending: number
  waiting: Pull
}): void {
  const { sets, points, squares, from, count, ending } = given
  let pull = given.waiting
  for (let i = from; i < sets.length; i++) {
    const own = {
      atRisk: i === from,
      won: i === from && ending === 0 ? 1 : 0,
      lost: i === from && ending === 1 ? 1 : 0,
    }
    pull = stepped(pull, sets[i]!, i === 0 ? 1 : points[i - 1]!.open, own)
    squares.won[i] = squares.won[i]! + count * pull.won ** 2
    squares.lost[i] = squares.lost[i]! + count * pull.lost ** 2
  }
}

/** How a deal's pull on the shares goes on through one time. */
function stepped(
  pull: Pull,
  set: Sets[number],
  openBefore: number,
  own: { atRisk: boolean; won: number; lost: number },
): Pull {
  const [wonHazard, lostHazard] = [set.won / set.atRisk, set.lost / set.atRisk]
  const onWon = own.atRisk ? (own.won - wonHazard) / set.atRisk : 0
  const onLost = own.atRisk ? (own.lost - lostHazard) / set.atRisk : 0
  return {
    open: pull.open * (1 - wonHazard - lostHazard) - openBefore * (onWon + onLost),
    won: pull.won + pull.open * wonHazard + openBefore * onWon,
    lost: pull.lost + pull.open * lostHazard + openBefore * onLost,
  }
}
